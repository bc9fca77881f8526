import { isUtf8 } from "node:buffer";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { InvalidArgumentError } from "@stemma/core";

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

const HEADS = "refs/heads/";

/** Enough to find a documented ancestor in any history that people walk through by hand. */
const ANCESTORS = 10_000;

/** `undefined` for a tree that is in no git repository, or where there is no git. */
export async function gitPlace(directory: string): Promise<GitPlace | undefined> {
  if ((await git(directory, "rev-parse", "--is-inside-work-tree")) !== "true") return undefined;
  return {
    branch: await currentBranch(directory),
    commit: await git(directory, "rev-parse", "--verify", "--quiet", "HEAD"),
    isModified: (await git(directory, "status", "--porcelain", "--", ".")) !== undefined,
  };
}

/**
 * By the whole ref: git's short form of it is another one where a tag has the branch's name.
 *
 * @throws InvalidArgumentError for a name in bytes that are no UTF-8: it would be read as another one
 */
async function currentBranch(directory: string): Promise<string | undefined> {
  const ref = await gitBytes(directory, "symbolic-ref", "--quiet", "HEAD");
  if (ref === undefined) return undefined;
  if (!isUtf8(ref)) {
    throw new InvalidArgumentError(`git's branch in ${directory} has a name that is no UTF-8`, {
      advice: "Give it another one: git branch -m <name>.",
    });
  }
  // Only what git adds: a name may end with a space of another kind.
  const name = ref.toString("utf8").replace(/\n$/, "");
  return name.startsWith(HEADS) ? name.slice(HEADS.length) : undefined;
}

/** A commit and those before it, the nearest first; of at most 10,000. */
export async function gitAncestors(directory: string, commit: string): Promise<string[]> {
  const found = await git(directory, "rev-list", "--date-order", `--max-count=${ANCESTORS}`, commit);
  return found?.split("\n") ?? [];
}

/** What git says; `undefined` when it says nothing or can't. */
async function git(directory: string, ...args: readonly string[]): Promise<string | undefined> {
  return (await gitBytes(directory, ...args))?.toString("utf8").trim() || undefined;
}

async function gitBytes(directory: string, ...args: readonly string[]): Promise<Buffer | undefined> {
  // In a hook git names its repository by the environment, which need not be the tree's.
  const env = { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  try {
    const options = { cwd: directory, env, timeout: 60_000, maxBuffer: 2 ** 27, encoding: "buffer" } as const;
    return (await run("git", args, options)).stdout;
  } catch {
    return undefined;
  }
}
