import { runGit } from "../git/run-git.js";
import { currentBranch } from "./git-head.js";

/** A commit of git's. */
export interface LoggedGitCommit {
  readonly commit: string;
  readonly shortHash: string;
  readonly parents: readonly string[];
  readonly author: string;
  /** ISO 8601 with the committer's offset. */
  readonly date: string;
  readonly subject: string;
}

/** A branch or tag of git's, with the commit that it stands on. */
export interface GitRef {
  readonly name: string;
  readonly commit: string;
}

/** The commits of git's branches, the newest first and children before parents. */
export interface GitLog {
  readonly commits: readonly LoggedGitCommit[];
  /** There are earlier ones. */
  readonly isCut: boolean;
  readonly branches: readonly GitRef[];
  readonly tags: readonly GitRef[];
  /** `null` with a detached HEAD. */
  readonly current: string | null;
}

/** More refs than these are not named. */
const MOST_REFS = 500;
const LOG_FORMAT = ["%H", "%h", "%P", "%an", "%cI", "%s"].join("%x00");
const REF_FORMAT = ["%(refname)", "%(objectname)", "%(*objectname)"].join("%00");

/**
 * At most `limit` commits of all branches, and of where git stands; `null` without git, in no repository, and before the first commit.
 *
 * @throws {@link GitError} `GIT_FAILED`
 */
export async function readGitLog(root: string, limit: number): Promise<GitLog | null> {
  const args = ["log", "HEAD", "--branches", "--date-order", `--max-count=${limit + 1}`];
  const said = await runGit({
    directory: root,
    args: [...args, "--encoding=UTF-8", `--format=${LOG_FORMAT}`],
    absent: [128],
  });
  if (said === undefined) return null;
  const commits = linesOf(said).map(
    ([commit = "", shortHash = "", parents = "", author = "", date = "", subject = ""]) => ({
      commit,
      shortHash,
      parents: parents.split(" ").filter(Boolean),
      author,
      date,
      subject,
    }),
  );
  const refs = await readRefs(root);
  return {
    commits: commits.slice(0, limit),
    isCut: commits.length > limit,
    branches: refs("refs/heads/"),
    tags: refs("refs/tags/"),
    current: (await currentBranch(root)) ?? null,
  };
}

/** Refs by where they lie, without it. */
async function readRefs(root: string): Promise<(place: string) => GitRef[]> {
  const args = ["for-each-ref", `--count=${MOST_REFS}`, `--format=${REF_FORMAT}`, "refs/heads", "refs/tags"];
  const lines = linesOf((await runGit({ directory: root, args })) ?? Buffer.of());
  return (place) =>
    lines.flatMap(([ref = "", object = "", tagged = ""]) =>
      ref.startsWith(place) ? [{ name: ref.slice(place.length), commit: tagged || object }] : [],
    );
}

function linesOf(said: Buffer): string[][] {
  return said
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\0"));
}
