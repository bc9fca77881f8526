import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readGitLog } from "./git-log.js";

describe("git's own history", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "stemma-git-log-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function git(...args: readonly string[]): void {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
  }
  function commit(message: string, ...args: readonly string[]): void {
    writeFileSync(join(root, "a.txt"), `${message}\n`);
    git("add", ".");
    git("commit", "--quiet", "--message", message, ...args);
  }

  it("is not there without a repository, nor before its first commit", async () => {
    expect(await readGitLog(root, 10)).toBeNull();
    git("init", "--quiet", "--initial-branch", "main");
    expect(await readGitLog(root, 10)).toBeNull();
  });

  it("has the commits of all branches with their parents, and where branches and tags stand", async () => {
    git("init", "--quiet", "--initial-branch", "main");
    commit("begin");
    git("switch", "--quiet", "--create", "<img/src=x>");
    commit("aside, ünïcode");
    git("tag", "--annotate", "v1", "--message", "one");
    git("switch", "--quiet", "main");
    commit("on");
    const log = await readGitLog(root, 10);
    const byName = new Map(log?.commits.map((each) => [each.subject, each]));
    expect([...byName.keys()].sort()).toEqual(["aside, ünïcode", "begin", "on"]);
    const begin = byName.get("begin");
    expect(begin?.parents).toEqual([]);
    for (const child of ["on", "aside, ünïcode"]) expect(byName.get(child)?.parents).toEqual([begin?.commit]);
    expect(byName.get("on")).toMatchObject({
      author: "Ada",
      shortHash: expect.stringMatching(/^[0-9a-f]{7,}$/u),
    });
    expect(log).toMatchObject({ isCut: false, current: "main" });
    expect(log?.branches).toEqual([
      { name: "<img/src=x>", commit: byName.get("aside, ünïcode")?.commit },
      { name: "main", commit: byName.get("on")?.commit },
    ]);
    // Of an annotated tag the commit, not the tag's own object.
    expect(log?.tags).toEqual([{ name: "v1", commit: byName.get("aside, ünïcode")?.commit }]);
  });

  it("is no longer than asked for, and says that it goes on", async () => {
    git("init", "--quiet", "--initial-branch", "main");
    commit("begin");
    commit("on");
    git("switch", "--quiet", "--detach");
    const log = await readGitLog(root, 1);
    expect(log?.commits.map(({ subject }) => subject)).toEqual(["on"]);
    expect(log).toMatchObject({ isCut: true, current: null });
  });

  it("runs no program that the repository names for signatures", async () => {
    const mark = join(root, "was-run");
    const program = join(root, "gpg.sh");
    writeFileSync(program, `#!/bin/sh\necho "[GNUPG:] SIG_CREATED " >&2\necho signed\ntouch "${mark}"\n`);
    chmodSync(program, 0o755);
    git("init", "--quiet", "--initial-branch", "main");
    git("config", "gpg.program", program);
    git("config", "user.signingKey", "x");
    commit("signed", "--gpg-sign");
    expect(existsSync(mark)).toBe(true);
    rmSync(mark);
    git("config", "log.showSignature", "true");
    expect((await readGitLog(root, 10))?.commits.map(({ subject }) => subject)).toEqual(["signed"]);
    expect(existsSync(mark)).toBe(false);
  });
});
