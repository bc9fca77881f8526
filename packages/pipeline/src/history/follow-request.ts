import type { SyncManager } from "@stemma/versions";
import type { GitHead } from "./git-head.js";

/** What following works on. */
export interface FollowRequest {
  readonly root: string;
  readonly versions: SyncManager;
  readonly git: GitHead | undefined;
  /** The tree's own collection, which can be made again from the tree. */
  readonly collection: string;
}
