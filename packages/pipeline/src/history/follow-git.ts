import type { CallOptions } from "@stemma/core";
import {
  type DirtyMode,
  MergeInProgressError,
  type MoveResult,
  type Status,
  type SyncManager,
} from "@stemma/versions";
import { gitCommitIn } from "./commit-message.js";
import { type GitPlace, gitAncestors } from "./git-place.js";

/** What following works on. */
export interface FollowRequest {
  readonly root: string;
  readonly versions: SyncManager;
  readonly git: GitPlace | undefined;
  /** The tree's own collection, which can be made again from the tree. */
  readonly collection: string;
}

/**
 * Brings the index to the branch of git's name. A branch that only git has is made where its nearest documented ancestor is.
 * Without git, and with a detached HEAD, the index stays where it is; `undefined`: it was there already.
 *
 * What is not committed of the tree's own collection is from an interrupted or uncommitted run and is made again from the
 * tree; changes of other collections are taken along, and refuse the move with DIRTY_WORKING_COPY where they can't be.
 *
 * @throws MergeInProgressError
 */
export async function followGit(
  request: FollowRequest,
  options: CallOptions,
): Promise<MoveResult | undefined> {
  const { versions, git, collection } = request;
  const status = await versions.status(options);
  if (status.merging !== undefined) throw new MergeInProgressError("Documenting");
  const branch = git?.branch ?? status.branch;
  if (branch === null || (branch === status.branch && !status.isBehindBranch)) return undefined;
  const mode = modeFor(status, collection);
  if (branch === status.branch) return versions.update({ ...options, mode });
  const known = [...(await versions.listBranches(options)), ...(await versions.listRemoteBranches(options))];
  if (known.some(({ name }) => name === branch)) return versions.switchBranch(branch, { ...options, mode });
  const at = (await nearestDocumented(request, options)) ?? status.commit;
  // From where the index stands everything can be taken along.
  return versions.switchBranch(branch, {
    ...options,
    mode: at === status.commit ? "carry" : mode,
    create: at,
  });
}

function modeFor({ isClean, collections, documents }: Status, own: string): DirtyMode {
  if (isClean) return "block";
  const names = [
    ...collections.map(({ name, from }) => from ?? name),
    ...documents.map((each) => each.collection),
  ];
  return names.every((name) => name === own) ? "reset" : "carry";
}

/** The history's commit that documents the nearest ancestor of git's commit. */
async function nearestDocumented(
  { root, versions, git }: FollowRequest,
  options: CallOptions,
): Promise<string | undefined> {
  if (git?.commit === undefined) return undefined;
  const documented = new Map<string, string>();
  for (const { head } of await versions.listBranches(options)) {
    for (const { hash, message } of await versions.log({ ...options, ref: head })) {
      const commit = gitCommitIn(message);
      if (commit !== undefined && !documented.has(commit)) documented.set(commit, hash);
    }
  }
  const nearest = (await gitAncestors(root, git.commit)).find((commit) => documented.has(commit));
  return nearest === undefined ? undefined : documented.get(nearest);
}
