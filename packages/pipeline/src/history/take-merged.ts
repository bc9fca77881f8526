import type { CallOptions } from "@stemma/core";
import type { MergeConflict, MoveResult, Resolution, Side } from "@stemma/versions";
import { writerOf } from "../index/index-record.js";
import { mergeRoles } from "../index/merge-roles.js";
import { gitCommitIn } from "./commit-message.js";
import { documentedStates } from "./documented-states.js";
import { type FollowRequest, hasTextsOfPeople } from "./follow-request.js";
import { gitAncestors } from "./git-head.js";

/**
 * What git has merged into its branch is merged in the history, too, as far as it was documented: so its texts need not be made
 * again, and the next merge is as easy as git's. Where git only went on, the index does. The tree decides what a text is to be: what both
 * sides wrote anew stays ours, until documenting makes again what does not fit. `undefined`: there was nothing to merge.
 */
export async function takeMerged(
  request: FollowRequest,
  options: CallOptions,
): Promise<MoveResult | undefined> {
  const { root, versions, git, collection } = request;
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
    const status = await versions.status(options);
    const { isClean, collections, documents } = status;
    const names = [
      ...collections.map(({ name, from }) => from ?? name),
      ...documents.map((each) => each.collection),
    ];
    // What others, or people, have not committed is not to be lost: then the merge is left to them.
    if (names.some((name) => name !== collection) || (await hasTextsOfPeople(request, status, options)))
      break;
    // Of what two people wrote, they decide.
    const { conflicts } = await versions.previewMerge(hash, { ...options, ...mergeRoles });
    if (conflicts.some((each) => sidesOfPeople(each).length > 1)) break;
    if (!isClean) await versions.reset(undefined, options);
    const message = `Merge what git merged into ${git.branch}`;
    const resolve = (conflict: MergeConflict): Resolution => {
      const about = conflict.kind === "document" ? { id: conflict.id } : {};
      return { collection: conflict.collection, ...about, take: sidesOfPeople(conflict)[0] ?? "ours" };
    };
    commit = (await versions.merge(hash, { ...options, ...mergeRoles, strategy: "custom", resolve, message }))
      .commit;
  }
  if (commit === previous.commit) return undefined;
  return { branch: previous.branch, commit, previous, collections: 0, documents: 0, kept: [] };
}

/** The sides of which a person wrote the text anew. */
function sidesOfPeople(conflict: MergeConflict): Side[] {
  if (conflict.kind !== "document") return [];
  const { base } = conflict;
  return (["ours", "theirs"] as const).filter((side) => {
    const row = conflict[side];
    if (row === null || row.document === base?.document) return false;
    return writerOf(row.metadata ?? {}, row.document) === "person";
  });
}
