import type { CommitSummary, GitCommits } from "@stemma/pipeline";

/** `1a2b3c4 Sum prices with edits`: the commit of git that a commit documents; empty where it names none. */
export function gitWords(commit: Pick<CommitSummary, "hash">, git: GitCommits): string {
  const found = git.get(commit.hash);
  if (found === undefined) return "";
  const { shortHash, subject, isModified } = found;
  return [shortHash, ...(subject === null ? [] : [subject]), ...(isModified ? ["(with edits)"] : [])].join(
    " ",
  );
}
