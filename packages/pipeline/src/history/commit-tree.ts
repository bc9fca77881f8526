import type { ChromaCollection } from "@stemma/chroma";
import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { CommitResult, SyncManager } from "@stemma/versions";
import { uncommittedChanges } from "../changes/project-changes.js";
import { documentMessage } from "./commit-message.js";
import { commitSubject } from "./commit-subject.js";
import type { GitHead } from "./git-head.js";

const MANY = 5_000;

/** Commits the tree's own collection as it was just documented; `undefined` when nothing of it had changed. */
export async function commitTree(
  versions: SyncManager,
  git: GitHead | undefined,
  collection: string,
  { present, ...options }: CallOptions & { readonly present: ChromaCollection },
): Promise<CommitResult | undefined> {
  try {
    const differences = await versions.diff(undefined, undefined, options);
    const index = { versions, collection };
    const changes =
      differences.documents.length > MANY
        ? undefined
        : await uncommittedChanges(index, present, { ...options, differences });
    const subject = changes
      ? commitSubject(changes.files)
      : `${differences.documents.length} nodes documented`;
    return await versions.commit(documentMessage(git, subject), { ...options, collection });
  } catch (error) {
    if (hasErrorCode(error, "NOTHING_TO_COMMIT")) return undefined;
    throw error;
  }
}
