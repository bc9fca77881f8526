import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { Differences, SyncManager } from "@stemma/versions";
import { textsOfPeople } from "../index/texts-of-people.js";
import type { GitHead } from "./git-head.js";

/** What following works on. */
export interface FollowRequest {
  readonly root: string;
  readonly versions: SyncManager;
  readonly git: GitHead | undefined;
  /** Its records as they are now. */
  readonly present: () => Promise<ChromaCollection>;
  /** The tree's own collection, which can be made again from the tree. */
  readonly collection: string;
}

/** Whether a person wrote something of the tree's own that is not committed: it is not to be made again. */
export async function hasTextsOfPeople(
  { present, collection }: FollowRequest,
  { documents }: Differences,
  options: CallOptions,
): Promise<boolean> {
  const ids = documents
    .filter((each) => each.collection === collection && each.kind !== "deleted")
    .map(({ id }) => id);
  return ids.length > 0 && (await textsOfPeople(await present(), ids, options)).size > 0;
}
