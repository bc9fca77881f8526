import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where git stands in a tree. */
export interface GitPlace {
  /** `undefined` with a detached HEAD. */
  readonly branch: string | undefined;
  /** `undefined` before the first commit. */
  readonly commit: string | undefined;
  /** The tree has edits or new files that git has no commit of. */
  readonly isModified: boolean;
}

/** Enough to find a documented ancestor in any history that people walk through by hand. */
const ANCESTORS = 10_000;

/** `undefined` for a tree that is in no git repository, or where there is no git. */
export async function gitPlace(directory: string): Promise<GitPlace | undefined> {
  if ((await git(directory, "rev-parse", "--is-inside-work-tree")) !== "true") return undefined;
  return {
    branch: await git(directory, "symbolic-ref", "--quiet", "--short", "HEAD"),
    commit: await git(directory, "rev-parse", "--verify", "--quiet", "HEAD"),
    isModified: (await git(directory, "status", "--porcelain", "--", ".")) !== undefined,
  };
}

/** A commit and those before it, the nearest first; of at most 10,000. */
export async function gitAncestors(directory: string, commit: string): Promise<string[]> {
  const found = await git(directory, "rev-list", "--date-order", `--max-count=${ANCESTORS}`, commit);
  return found?.split("\n") ?? [];
}

/** What git says; `undefined` when it says nothing or can't. */
async function git(directory: string, ...args: readonly string[]): Promise<string | undefined> {
  // In a hook git names its repository by the environment, which need not be the tree's.
  const env = { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  try {
    const { stdout } = await run("git", args, { cwd: directory, env, timeout: 60_000, maxBuffer: 2 ** 27 });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
