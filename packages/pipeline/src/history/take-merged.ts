import type { CallOptions } from "@stemma/core";
import type { MoveResult } from "@stemma/versions";
import { mergeRoles } from "../index/merge-roles.js";
import { gitCommitIn } from "./commit-message.js";
import { documentedStates } from "./documented-states.js";
import type { FollowRequest } from "./follow-request.js";
import { gitAncestors } from "./git-head.js";

/**
 * What git has merged into its branch is merged in the history, too, as far as it was documented: so its texts need not be made
 * again, and the next merge is as easy as git's. Where git only went on, the index does. The tree decides what a text is to be: what both
 * sides wrote anew stays ours, until documenting makes again what does not fit. `undefined`: there was nothing to merge.
 */
export async function takeMerged(
  { root, versions, git, collection }: FollowRequest,
  options: CallOptions,
): Promise<MoveResult | undefined> {
  const previous = await versions.position();
  if (git?.commit === undefined || git.branch === undefined || previous.branch !== git.branch)
    return undefined;
  const [newest] = await versions.log({ ...options, limit: 1 });
  if (newest && gitCommitIn(newest.message) === git.commit) return undefined;
  const states = await documentedStates(versions, await gitAncestors(root, git.commit), options);
  let commit = previous.commit;
  for (const { hash } of states) {
    const known = new Set((await versions.log(options)).map((each) => each.hash));
    if (known.has(hash)) continue;
    const { isClean, collections, documents } = await versions.status(options);
    const names = [
      ...collections.map(({ name, from }) => from ?? name),
      ...documents.map((each) => each.collection),
    ];
    // What others have not committed is not to be lost: then the merge is left to them.
    if (names.some((name) => name !== collection)) break;
    if (!isClean) await versions.reset(undefined, options);
    const message = `Merge what git merged into ${git.branch}`;
    commit = (await versions.merge(hash, { ...options, ...mergeRoles, strategy: "ours", message })).commit;
  }
  if (commit === previous.commit) return undefined;
  return { branch: previous.branch, commit, previous, collections: 0, documents: 0, kept: [] };
}
