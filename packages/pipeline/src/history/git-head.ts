import { isUtf8 } from "node:buffer";
import { InvalidArgumentError } from "@stemma/core";
import { runGit } from "../git/run-git.js";
import { withoutOwnFilters } from "../git/without-own-filters.js";

/** Where git stands in a tree. */
export interface GitHead {
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

/**
 * `undefined` for a tree that is in no git repository, or where there is no git. Runs no program of the repository's and
 * changes nothing of it.
 *
 * @throws {@link GitError} when git can't or won't say: what it did not say is never taken for "unmodified" or "no repository"
 */
export async function gitHead(directory: string): Promise<GitHead | undefined> {
  const place = (await placeAtOnce(directory)) ?? (await placeByParts(directory));
  return place && { ...place, isModified: await isModified(directory) };
}

type Place = Pick<GitHead, "branch" | "commit">;

/** By one call of git, which costs more to start than to answer; `undefined` where it takes more to tell, as before the first commit. */
async function placeAtOnce(directory: string): Promise<Place | undefined> {
  const args = ["rev-parse", "--is-inside-work-tree", "HEAD", "--symbolic-full-name", "HEAD"];
  const said = await runGit({ directory, args, absent: [128] });
  const [isInside, commit, ref = "", ...more] = said && isUtf8(said) ? said.toString("utf8").split("\n") : [];
  // Ends with a line feed; of an ambiguous HEAD the ref is missing.
  if (isInside !== "true" || more.length !== 1) return undefined;
  if (ref !== "HEAD" && !ref.startsWith("refs/")) return undefined;
  return { commit, branch: branchOf(ref) };
}

async function placeByParts(directory: string): Promise<Place | undefined> {
  if ((await git(directory, ["rev-parse", "--is-inside-work-tree"])) !== "true") return undefined;
  return {
    branch: await currentBranch(directory),
    commit: await git(directory, ["rev-parse", "--verify", "--quiet", "HEAD"], [1]),
  };
}

function branchOf(ref: string): string | undefined {
  return ref.startsWith(HEADS) ? ref.slice(HEADS.length) : undefined;
}

/** A submodule counts by its commit: looking into it would be reading another repository. */
async function isModified(directory: string): Promise<boolean> {
  const args = ["status", "--porcelain", "--ignore-submodules=dirty", "--", "."];
  const listed = await runGit({ directory, args, settings: await withoutOwnFilters(directory) });
  return listed !== undefined && listed.length > 0;
}

/**
 * The branch that git is on; `undefined` with a detached HEAD and without git. By the whole ref: git's short form of it is another one where a tag has the branch's name.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a name in bytes that are no UTF-8: it would be read as another one
 */
export async function currentBranch(directory: string): Promise<string | undefined> {
  const ref = await runGit({ directory, args: ["symbolic-ref", "--quiet", "HEAD"], absent: [1] });
  if (ref === undefined) return undefined;
  if (!isUtf8(ref)) {
    throw new InvalidArgumentError(`git's branch in ${directory} has a name that is no UTF-8`, {
      advice: "Give it another one: git branch -m <name>.",
    });
  }
  // Only what git adds: a name may end with a space of another kind.
  return branchOf(ref.toString("utf8").replace(/\n$/, ""));
}

/** A commit and those before it, the nearest first; of at most 10,000. @throws {@link GitError} */
export async function gitAncestors(directory: string, commit: string): Promise<string[]> {
  const args = ["rev-list", "--date-order", `--max-count=${ANCESTORS}`, commit];
  return (await git(directory, args))?.split("\n") ?? [];
}

/** What git says; `undefined` when it says nothing. */
async function git(
  directory: string,
  args: readonly string[],
  absent: readonly number[] = [],
): Promise<string | undefined> {
  return (await runGit({ directory, args, absent }))?.toString("utf8").trim() || undefined;
}
