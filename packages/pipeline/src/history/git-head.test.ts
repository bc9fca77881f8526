import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { gitHead } from "./git-head.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "git-head-"));
  git("init", "--quiet", "--initial-branch", "main");
});
afterEach(() => rm(directory, { recursive: true }));

function git(...args: readonly (string | Buffer)[]): void {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  execFileSync("git", [...who, ...(args as string[])], { cwd: directory, stdio: "ignore" });
}

const commit = (): void => git("commit", "--quiet", "--allow-empty", "--message", "begin");

describe("the place of git", () => {
  it.each([
    "feature/ü",
    "Main",
    "head",
    "@",
    "refs/heads/main",
    "ends-with-a-space\u00a0",
    "🌱/日本",
    "a;b'c",
  ])("names the branch as git does: %j", async (branch) => {
    commit();
    git("switch", "--quiet", "--create", branch);
    expect(await gitHead(directory)).toMatchObject({ branch, isModified: false });
  });

  it("is the branch, too, where a tag has its name", async () => {
    commit();
    git("tag", "main");
    expect((await gitHead(directory))?.branch).toBe("main");
  });

  it("is on no branch with a detached HEAD, and on one before the first commit", async () => {
    expect(await gitHead(directory)).toMatchObject({ branch: "main", commit: undefined });
    commit();
    git("switch", "--quiet", "--detach");
    expect((await gitHead(directory))?.branch).toBeUndefined();
  });

  it("is where HEAD leads, whatever else is called so", async () => {
    commit();
    const head = (): string =>
      execFileSync("git", ["rev-parse", "refs/heads/main"], { cwd: directory }).toString().trim();
    const first = head();
    git("tag", "HEAD");
    git("tag", "heads/main");
    git("commit", "--quiet", "--allow-empty", "--message", "more");
    expect(head()).not.toBe(first);
    expect(await gitHead(directory)).toMatchObject({ branch: "main", commit: head() });
    git("symbolic-ref", "HEAD", "refs/elsewhere/main");
    git("update-ref", "refs/elsewhere/main", first);
    expect(await gitHead(directory)).toMatchObject({ branch: undefined, commit: first });
  });

  it("is not asked for in git's own folder", async () => {
    commit();
    await expect(gitHead(join(directory, ".git"))).rejects.toMatchObject({ code: "GIT_FAILED" });
  });

  it("asks git as seldom as it can: where it is, its filters, its edits", async () => {
    commit();
    const program = join(`${directory}-bin`, "git");
    await mkdir(dirname(program), { recursive: true });
    try {
      const path = process.env["PATH"] ?? "";
      await writeFile(program, `#!/bin/sh\necho called >> "$0.calls"\nPATH="${path}" exec git "$@"\n`, {
        mode: 0o755,
      });
      process.env["PATH"] = `${dirname(program)}${delimiter}${path}`;
      try {
        expect(await gitHead(directory)).toMatchObject({ branch: "main", isModified: false });
      } finally {
        process.env["PATH"] = path;
      }
      expect((await readFile(`${program}.calls`, "utf8")).trim().split("\n")).toHaveLength(3);
    } finally {
      await rm(dirname(program), { recursive: true });
    }
  });

  it("refuses a branch whose name is no UTF-8, and takes files with such names", async () => {
    execFileSync("sh", ["-c", "printf x > \"$(printf 'caf\\351')\""], { cwd: directory });
    expect(await gitHead(directory)).toMatchObject({ branch: "main", isModified: true });
    execFileSync("sh", ["-c", "git symbolic-ref HEAD \"$(printf 'refs/heads/caf\\351')\""], {
      cwd: directory,
    });
    await expect(gitHead(directory)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("is nowhere without git", async () => {
    await rm(join(directory, ".git"), { recursive: true });
    expect(await gitHead(directory)).toBeUndefined();
  });
});
