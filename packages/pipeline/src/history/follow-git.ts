import type { CallOptions } from "@stemma/core";
import { type DirtyMode, MergeInProgressError, type MoveResult, type Status } from "@stemma/versions";
import { baseCommitIn } from "./commit-message.js";
import { documentedStates } from "./documented-states.js";
import { type FollowRequest, hasTextsOfPeople } from "./follow-request.js";
import { gitAncestors } from "./git-head.js";
import { takeMerged } from "./take-merged.js";

/**
 * Brings the index to the branch of git's name. A branch that only git has is made where its nearest documented ancestor is; what git
 * merged is merged.
 * Without git, and with a detached HEAD, the index stays where it is; `undefined`: it was there already.
 *
 * What is not committed of the tree's own collection is from an interrupted or uncommitted run and is made again from the
 * tree; changes of other collections, and what people wrote, are taken along, and refuse the move with DIRTY_WORKING_COPY where they can't be.
 *
 * @throws {@link MergeInProgressError} `MERGE_IN_PROGRESS`
 */
export async function followGit(
  request: FollowRequest,
  options: CallOptions,
): Promise<MoveResult | undefined> {
  const moved = await goToBranch(request, options);
  const merged = await takeMerged(request, options);
  return moved && merged ? { ...moved, commit: merged.commit } : (merged ?? moved);
}

async function goToBranch(request: FollowRequest, options: CallOptions): Promise<MoveResult | undefined> {
  const { versions, git } = request;
  const status = await versions.status(options);
  if (status.merging !== undefined) throw new MergeInProgressError("Documenting");
  const branch = git?.branch ?? status.branch;
  if (branch === null || (branch === status.branch && !status.isBehindBranch)) return undefined;
  const mode = await modeFor(request, status, options);
  if (branch === status.branch) return versions.update({ ...options, mode });
  const known = [...(await versions.listBranches(options)), ...(await versions.listRemoteBranches(options))];
  if (known.some(({ name }) => name === branch)) return versions.switchBranch(branch, { ...options, mode });
  const at = await nearestDocumented(request, status.commit, options);
  // From where the index stands everything can be taken along.
  return versions.switchBranch(branch, {
    ...options,
    mode: at === status.commit ? "carry" : mode,
    create: at,
  });
}

async function modeFor(request: FollowRequest, status: Status, options: CallOptions): Promise<DirtyMode> {
  const { isClean, collections, documents } = status;
  if (isClean) return "block";
  const names = [
    ...collections.map(({ name, from }) => from ?? name),
    ...documents.map((each) => each.collection),
  ];
  if (!names.every((name) => name === request.collection)) return "carry";
  return (await hasTextsOfPeople(request, status, options)) ? "carry" : "reset";
}

/**
 * Where the tree came from: the history's commit that documents the nearest ancestor of git's commit. Of states with edits, which no
 * commit of git holds, only the one that the index stands on can be it: the edits were made in this very tree. A tree without
 * edits, at a commit that is documented as it is, came from that.
 */
async function nearestDocumented(
  { root, versions, git }: FollowRequest,
  current: string,
  options: CallOptions,
): Promise<string> {
  if (git?.commit === undefined) return current;
  const ancestors = await gitAncestors(root, git.commit);
  const [here] = await versions.log({ ...options, limit: 1 });
  const distance = ancestors.indexOf(baseCommitIn(here?.message ?? "") ?? "");
  const [nearest] = await documentedStates(versions, ancestors, options);
  if (nearest?.distance === 0 && !git.isModified) return nearest.hash;
  if (nearest === undefined || (distance !== -1 && distance <= nearest.distance)) return current;
  return nearest.hash;
}
