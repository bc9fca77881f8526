import type { CallOptions } from "@stemma/core";
import type { CommitSummary, SyncManager } from "@stemma/versions";
import { type GitCommits, gitCommitsOf } from "./git-commits.js";
import { type GitLog, readGitLog } from "./git-log.js";
import { newestFirst } from "./newest-first.js";

/** A branch or tag of the index with its commit. */
export interface IndexRef {
  readonly name: string;
  readonly head: string;
}

/** The commits of the index as they hang together, beside those of git that they document. */
export interface HistoryGraph {
  /** Of all branches, or of one ref; the newest first, children before parents. */
  readonly commits: readonly CommitSummary[];
  /** There are earlier ones. */
  readonly isCut: boolean;
  readonly branches: readonly IndexRef[];
  readonly tags: readonly IndexRef[];
  /** Which of git's commits they document. */
  readonly documented: GitCommits;
  /** `null` where the tree is under no git. */
  readonly git: GitLog | null;
}

/** Of which ref, and how much of it. */
export interface HistoryGraphOptions extends CallOptions {
  /** A branch, tag or commit of the index; by default all of its branches. */
  readonly at?: string | undefined;
  /** Commits of each, the index and git. */
  readonly limit: number;
}

/** Branches of the index whose commits are read; of a place with more the others are named alone. */
const MOST_BRANCHES = 50;

export async function historyGraph(
  versions: SyncManager,
  root: string,
  { at, limit, ...options }: HistoryGraphOptions,
): Promise<HistoryGraph> {
  const branches = await versions.listBranches(options);
  const tags = await versions.listTags(options);
  const { commit } = await versions.position();
  const refs =
    at === undefined ? [commit, ...branches.slice(0, MOST_BRANCHES).map(({ head }) => head)] : [at];
  const found = new Map<string, CommitSummary>();
  for (const ref of new Set(refs)) {
    // What another branch has told already.
    if (found.has(ref)) continue;
    for (const each of await versions.log({ ...options, ref, limit: limit + 1 })) found.set(each.hash, each);
  }
  const commits = newestFirst(found.values());
  return {
    commits: commits.slice(0, limit),
    isCut: commits.length > limit,
    branches: branches.map(({ name, head }) => ({ name, head })),
    tags: tags.map(({ name, commit: head }) => ({ name, head })),
    documented: await gitCommitsOf(root, commits),
    git: await readGitLog(root, limit),
  };
}
