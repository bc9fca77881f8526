import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readHeadFile } from "../git/head-file.js";
import { FileHashes } from "./file-hashes.js";
import { StandingMemory } from "./standing-memory.js";
import { type StandingRecord, writeStandingRecord } from "./standing-record.js";

let base: string;
let root: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "stemma-memory-"));
  root = join(base, "tree");
  await mkdir(join(root, "inner"), { recursive: true });
});
afterEach(() => rm(base, { recursive: true }));

function git(directory: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  execFileSync("git", [...who, ...args], { cwd: directory, stdio: "ignore" });
}

function begin(): void {
  git(root, "init", "--quiet", "--initial-branch", "main");
  git(root, "commit", "--quiet", "--allow-empty", "--message", "begin");
}

describe("git's branch, remembered", () => {
  it("is another one as soon as it is switched, detached, or not born", async () => {
    const memory = new StandingMemory();
    expect(await memory.branch(root)).toBeUndefined();
    begin();
    expect(await memory.branch(root)).toBe("main");
    git(root, "switch", "--quiet", "--create", "feature/ä");
    expect(await memory.branch(root)).toBe("feature/ä");
    git(root, "switch", "--quiet", "--detach");
    expect(await memory.branch(root)).toBeUndefined();
    git(root, "switch", "--quiet", "main");
    expect(await memory.branch(root)).toBe("main");
    git(root, "switch", "--quiet", "--orphan", "empty");
    expect(await memory.branch(root)).toBe("empty");
  });

  it("is that of a repository that begins within another one", async () => {
    const memory = new StandingMemory();
    begin();
    const inner = join(root, "inner");
    expect(await memory.branch(inner)).toBe("main");
    git(inner, "init", "--quiet", "--initial-branch", "own");
    expect(await memory.branch(inner)).toBe("own");
    await rm(join(inner, ".git"), { recursive: true });
    expect(await memory.branch(inner)).toBe("main");
  });

  it("is that of a worktree", async () => {
    const memory = new StandingMemory();
    begin();
    const beside = join(base, "beside");
    git(root, "worktree", "add", "--quiet", "-b", "beside", beside);
    expect(await memory.branch(beside)).toBe("beside");
    expect(readHeadFile(beside)).toContain("ref: refs/heads/beside");
    git(beside, "switch", "--quiet", "--create", "other");
    expect(await memory.branch(beside)).toBe("other");
    expect(await memory.branch(root)).toBe("main");
  });

  it("is not taken from a file that does not tell it", async () => {
    begin();
    const head = join(root, ".git", "HEAD");
    // As a repository has it that keeps its refs in a table.
    await writeFile(head, "ref: refs/heads/.invalid\n");
    expect(readHeadFile(root)).toBeUndefined();
    await rm(head);
    expect(readHeadFile(root)).toBeUndefined();
    execFileSync("mkfifo", [head]);
    expect(readHeadFile(root)).toBeUndefined();
  });
});

describe("the record of what is documented, remembered", () => {
  const record = (branch: string): StandingRecord => ({
    branch,
    commit: null,
    isUncommitted: false,
    isMerge: false,
    documentedAt: "2026-11-30T10:00:00.000Z",
    rules: { include: [], exclude: [] },
    documented: FileHashes.of(new Map()),
    seen: null,
  });

  it("is read once while its file stays, and again when it is replaced", async () => {
    const directory = root;
    // A minute later the file is old enough to be believed.
    const memory = new StandingMemory({ clock: { now: () => Date.now() + 60_000 } });
    expect(memory.record({ directory })).toBeNull();
    await writeStandingRecord({ directory }, record("main"));
    const first = memory.record({ directory });
    expect(first?.branch).toBe("main");
    expect(memory.record({ directory })).toBe(first);
    await writeStandingRecord({ directory }, record("feature"));
    expect(memory.record({ directory })?.branch).toBe("feature");
  });

  it("is read again as long as it is so young that it may be replaced unseen", async () => {
    const directory = root;
    const memory = new StandingMemory();
    await writeStandingRecord({ directory }, record("main"));
    const first = memory.record({ directory });
    expect(memory.record({ directory })).not.toBe(first);
    expect(memory.record({ directory })).toEqual(first);
  });
});
