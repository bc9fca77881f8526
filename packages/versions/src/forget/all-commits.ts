import type { CallOptions } from "@stemma/core";
import type { CommitSummary } from "../model/history.js";
import type { Repository } from "../repository/repository.js";

/** Every commit that a branch or tag leads to, parents before children. */
export async function allCommits(repository: Repository, options: CallOptions): Promise<CommitSummary[]> {
  const known = new Map<string, CommitSummary>();
  const heads = [
    ...(await repository.listBranches(options)).map(({ head }) => head),
    ...(await repository.listTags(options)).map(({ commit }) => commit),
  ];
  for (const head of new Set(heads)) {
    if (known.has(head)) continue;
    for (const commit of await repository.log(head, options)) known.set(commit.hash, commit);
  }
  return parentsFirst(known);
}

/** Without recursion: histories are long. */
function parentsFirst(commits: ReadonlyMap<string, CommitSummary>): CommitSummary[] {
  const sorted: CommitSummary[] = [];
  const done = new Set<string>();
  for (const start of commits.values()) {
    const open = [start];
    for (let commit = open.at(-1); commit !== undefined; commit = open.at(-1)) {
      const waiting = commit.parents.flatMap((hash) => (done.has(hash) ? [] : (commits.get(hash) ?? [])));
      if (waiting.length > 0 && !done.has(commit.hash)) {
        open.push(...waiting);
        continue;
      }
      open.pop();
      if (done.has(commit.hash)) continue;
      done.add(commit.hash);
      sorted.push(commit);
    }
  }
  return sorted;
}
