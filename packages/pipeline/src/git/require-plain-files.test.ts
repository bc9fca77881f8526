import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { gitHead } from "../history/git-head.js";

/** Each of them makes git wait for ever. */
const pipes = [
  ".git",
  ".git/HEAD",
  ".git/config",
  ".git/index",
  ".git/packed-refs",
  ".git/refs/heads/main",
  ".git/info/attributes",
  ".git/info/exclude",
  ".git/info/grafts",
  ".git/commondir",
  ".git/objects/info/alternates",
  ".git/shallow",
  ".gitattributes",
  ".gitignore",
];
const limitMs = 20_000;

describe("a repository with a pipe or a device in the place of a file", () => {
  let base: string;
  let root: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "stemma-pipes-"));
    root = join(base, "tree");
    mkdirSync(join(root, "folder"), { recursive: true });
    git("init", "--quiet", "--initial-branch", "main");
    git("commit", "--quiet", "--allow-empty", "--message", "begin");
  });
  afterEach(() => rmSync(base, { recursive: true }));

  function git(...args: readonly string[]): void {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
  }
  /** Puts something else in the place of a file. */
  function replace(path: string, make: (place: string) => void): string {
    const place = join(root, path);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    make(place);
    return place;
  }
  const pipe = (place: string): void => void execFileSync("mkfifo", [place]);
  const refused = (place: string): unknown => ({
    code: "GIT_FAILED",
    message: expect.stringContaining(`${place} is a pipe or a device`),
  });

  it.each(pipes)(
    "is refused at once, for %s",
    async (path) => {
      const place = replace(path, pipe);
      for (const directory of [root, join(root, "folder")])
        await expect(gitHead(directory)).rejects.toMatchObject(refused(place) as object);
    },
    limitMs,
  );

  it(
    "is refused for a link to a device without an end, and not for one to nothing",
    async () => {
      replace(".git/info/exclude", (place) => symlinkSync("/dev/null", place));
      expect(await gitHead(root)).toMatchObject({ branch: "main", isModified: false });
      const place = replace(".git/config", (at) => symlinkSync("/dev/zero", at));
      await expect(gitHead(root)).rejects.toMatchObject(refused(place) as object);
    },
    limitMs,
  );

  it(
    "is refused in a worktree, for its own files and for those that it shares",
    async () => {
      const beside = join(base, "beside");
      git("worktree", "add", "--quiet", "-b", "topic", beside);
      expect(await gitHead(beside)).toMatchObject({ branch: "topic", isModified: false });
      const shared = replace(".git/refs/heads/topic", pipe);
      await expect(gitHead(beside)).rejects.toMatchObject(refused(shared) as object);
      const own = replace(".git/worktrees/beside/HEAD", pipe);
      await expect(gitHead(beside)).rejects.toMatchObject(refused(own) as object);
      expect(await gitHead(root)).toMatchObject({ branch: "main" });
    },
    limitMs,
  );

  it(
    "is told from a folder that is no repository, above which git looks on",
    async () => {
      mkdirSync(join(root, "folder/.git"));
      writeFileSync(join(root, "folder/.git/config"), "");
      expect(await gitHead(join(root, "folder"))).toMatchObject({ branch: "main" });
      const place = replace(".git/HEAD", pipe);
      await expect(gitHead(join(root, "folder"))).rejects.toMatchObject(refused(place) as object);
    },
    limitMs,
  );
});
