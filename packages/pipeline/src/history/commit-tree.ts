import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { CommitResult, SyncManager } from "@stemma/versions";
import { documentMessage } from "./commit-message.js";
import type { GitHead } from "./git-head.js";

/** Commits the tree's own collection as it was just documented; `undefined` when nothing of it had changed. */
export async function commitTree(
  versions: SyncManager,
  git: GitHead | undefined,
  collection: string,
  options: CallOptions,
): Promise<CommitResult | undefined> {
  try {
    return await versions.commit(documentMessage(git), { ...options, collection });
  } catch (error) {
    if (hasErrorCode(error, "NOTHING_TO_COMMIT")) return undefined;
    throw error;
  }
}
