import type { CallOptions } from "@stemma/core";
import type { SyncManager } from "@stemma/versions";
import { gitCommitIn } from "./commit-message.js";

/** A commit of the history that documents an ancestor of git's commit, and how far from it that is. */
export interface DocumentedState {
  readonly hash: string;
  /** 0: git's commit itself. */
  readonly distance: number;
}

/** Of each branch what documents the nearest ancestor; the nearest first. What a remote has is taken by `pull` alone. */
export async function documentedStates(
  versions: SyncManager,
  ancestors: readonly string[],
  options: CallOptions,
): Promise<DocumentedState[]> {
  const distances = new Map(ancestors.map((commit, index) => [commit, index]));
  const branches = await versions.listBranches(options);
  const found = new Map<string, number>();
  for (const head of new Set(branches.map((each) => each.head))) {
    const states = (await versions.log({ ...options, ref: head })).flatMap(({ hash, message }) => {
      const distance = distances.get(gitCommitIn(message) ?? "");
      return distance === undefined ? [] : [{ hash, distance }];
    });
    // Of several that document one commit the newest, which comes first.
    const [nearest] = states.sort((one, other) => one.distance - other.distance);
    if (nearest) found.set(nearest.hash, nearest.distance);
  }
  return [...found]
    .map(([hash, distance]) => ({ hash, distance }))
    .sort((one, other) => one.distance - other.distance);
}
