import type { CommitSummary, GitCommits } from "@stemma/pipeline";
import type { Commit } from "../api/history.js";

/** A commit of the index with what git says of the one that it documents. */
export function toldCommit(commit: CommitSummary, git: GitCommits): Commit {
  const { hash, parents, date, author, message } = commit;
  const known = git.get(hash);
  return {
    hash,
    parents: [...parents],
    date,
    author: author.name,
    subject: message.split("\n", 1)[0] ?? "",
    git:
      known === undefined
        ? null
        : {
            commit: known.commit,
            shortHash: known.shortHash,
            subject: known.subject,
            isModified: known.isModified,
          },
  };
}
