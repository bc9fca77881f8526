import type { CommitSummary } from "@stemma/versions";
import { runGit } from "../git/run-git.js";
import { baseCommitIn, gitCommitIn } from "./commit-message.js";

/** The commit of git that a commit of the history documents. */
export interface GitCommit {
  readonly commit: string;
  readonly shortHash: string;
  /** `null` where git does not have it here. */
  readonly subject: string | null;
  /** The tree had edits that it does not hold. */
  readonly isModified: boolean;
}

/** By the hash of the history's commit. */
export type GitCommits = ReadonlyMap<string, GitCommit>;

const SHORT = 7;
const AT_ONCE = 1_000;

/** What git says of the commits that the history's commits name. What it can't say is not worth failing for. */
export async function gitCommitsOf(
  root: string,
  commits: readonly Pick<CommitSummary, "hash" | "message">[],
): Promise<GitCommits> {
  const named = commits.flatMap(({ hash, message }) => {
    const commit = baseCommitIn(message);
    return commit === undefined ? [] : [{ hash, commit, isModified: gitCommitIn(message) === undefined }];
  });
  const wanted = [...new Set(named.map(({ commit }) => commit))];
  const known = new Map<string, { readonly shortHash: string; readonly subject: string }>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const format = "--format=%H%x00%h%x00%s";
    const args = [
      "log",
      "--no-walk=unsorted",
      "--ignore-missing",
      format,
      ...wanted.slice(start, start + AT_ONCE),
    ];
    const said = await runGit({ directory: root, args, absent: [128] }).catch(() => undefined);
    for (const line of said?.toString("utf8").split("\n") ?? []) {
      const [commit = "", shortHash = "", subject = ""] = line.split("\0");
      if (commit !== "") known.set(commit, { shortHash, subject });
    }
  }
  return new Map(
    named.map(({ hash, commit, isModified }) => {
      const { shortHash, subject } = known.get(commit) ?? {
        shortHash: commit.slice(0, SHORT),
        subject: null,
      };
      return [hash, { commit, shortHash, subject, isModified }];
    }),
  );
}
