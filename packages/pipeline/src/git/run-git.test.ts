import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { gitAncestors, gitHead } from "../history/git-head.js";
import { findGit } from "./find-git.js";
import { runGit } from "./run-git.js";

describe("a repository that means harm", () => {
  let base: string;
  let root: string;
  let mark: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "stemma-git-"));
    root = join(base, "tree");
    mark = join(base, "was-run");
    mkdirSync(root);
    git("init", "--quiet", "--initial-branch", "main");
    write("a.txt", "a\n");
    git("add", ".");
    git("commit", "--quiet", "--message", "begin");
  });
  afterEach(() => {
    rmSync(base, { recursive: true });
  });

  const write = (path: string, content: string): void => writeFileSync(join(root, path), content);
  function git(...args: readonly string[]): void {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
  }
  /** Looks at the tree as the commands do; whether a program of the repository's was run. */
  async function isRun(): Promise<boolean> {
    // The same content in a newer file: git has to look at it again.
    write("a.txt", "b\n");
    await gitHead(root);
    await gitAncestors(root, "HEAD");
    return existsSync(mark);
  }
  const touch = (): string => `touch ${mark}; cat`;

  it("runs no file system monitor", async () => {
    git("config", "core.fsmonitor", touch());
    expect(await isRun()).toBe(false);
  });

  it.each(["evil", "e.v.i.l", "Evil-Twin"])("runs no filter of the repository's own (%s)", async (name) => {
    git("config", `filter.${name}.clean`, touch());
    git("config", `filter.${name}.process`, touch());
    git("config", `filter.${name}.required`, "true");
    write(
      ".git/info/attributes",
      `*.txt filter=${JSON.stringify(name)}\n*.txt filter=${name.split(" ")[0]}\n`,
    );
    expect(await isRun()).toBe(false);
  });

  it("runs no filter that a file of the repository brings in, and refuses one that can't be taken away", async () => {
    write(".git/more", `[filter "evil"]\n\tclean = "${touch()}"\n`);
    git("config", "include.path", "more");
    write(".git/info/attributes", "*.txt filter=evil\n");
    expect(await isRun()).toBe(false);
    git("config", "filter.a=b.clean", touch());
    await expect(gitHead(root)).rejects.toMatchObject({ code: "GIT_FAILED" });
    expect(existsSync(mark)).toBe(false);
  });

  it("runs no hook, and leaves the index to the user's git", async () => {
    for (const hook of ["post-index-change", "fsmonitor-watchman", "reference-transaction"]) {
      write(`.git/hooks/${hook}`, `#!/bin/sh\n${touch()}\n`);
      chmodSync(join(root, ".git/hooks", hook), 0o755);
    }
    const index = readFileSync(join(root, ".git/index"));
    // Of the same content: git would note in its index that it has looked.
    utimesSync(join(root, "a.txt"), 1, 1);
    expect(await gitHead(root)).toMatchObject({ isModified: false });
    expect(existsSync(mark)).toBe(false);
    expect(readFileSync(join(root, ".git/index")).equals(index)).toBe(true);
  });

  it("fetches nothing that a partial clone left out", async () => {
    git("config", "extensions.partialClone", "origin");
    git("config", "remote.origin.url", `ext::sh -c ${touch()}`);
    git("config", "remote.origin.promisor", "true");
    git("config", "protocol.ext.allow", "always");
    const absent = "1234567890123456789012345678901234567890";
    await expect(gitAncestors(root, absent)).rejects.toMatchObject({ code: "GIT_FAILED" });
    expect(existsSync(mark)).toBe(false);
  });

  it("is a failure, not unmodified, where the index can't be read", async () => {
    write(".git/index", "no index at all");
    await expect(gitHead(root)).rejects.toMatchObject({
      code: "GIT_FAILED",
      message: expect.stringContaining("status"),
    });
  });

  it("is told when git does not end", async () => {
    const slow = join(base, "bin");
    mkdirSync(slow);
    writeFileSync(join(slow, "git"), "#!/bin/sh\nexec sleep 600\n", { mode: 0o755 });
    const environment = { PATH: `${slow}${delimiter}${process.env["PATH"] ?? ""}` };
    const request = { directory: root, args: ["status"], timeoutMs: 50, environment };
    await expect(runGit(request)).rejects.toMatchObject({ code: "GIT_TIMEOUT", retryable: true });
  });

  it("tells another user's repository from none", async () => {
    const environment = { ...process.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const request = { directory: root, args: ["status"], environment };
    await expect(runGit(request)).rejects.toMatchObject({
      code: "GIT_DUBIOUS_OWNERSHIP",
      advice: expect.stringContaining("safe.directory"),
    });
    expect(await runGit({ ...request, directory: base, environment: process.env })).toBeUndefined();
  });

  it("takes git from absolute folders of PATH alone", async () => {
    write("git", `#!/bin/sh\n${touch()}\n`);
    chmodSync(join(root, "git"), 0o755);
    expect(findGit(["", ".", "bin"].join(delimiter), "/nowhere")).toBeUndefined();
    expect(findGit(undefined, "/nowhere")).toBeUndefined();
    expect(findGit([".", root].join(delimiter), "/nowhere")).toBe(join(root, "git"));
    expect(findGit([root, join(root, "bin")].join(delimiter), root)).toBeUndefined();
    expect(await runGit({ directory: root, args: ["status"], environment: { PATH: "." } })).toBeUndefined();
    expect(existsSync(mark)).toBe(false);
  });
});
