import type { ChromaCollectionState } from "../chroma/chroma-contents.js";
import type { Position } from "../state/local-state.js";
import type { WorkingCopy } from "./working-copy.js";

/**
 * Takes Chroma as it is for a working copy on a branch: collections belong together by their names, and the record says what
 * the branch's head holds. So the next detection reads everything and finds exactly what differs.
 */
export async function adopt(
  { repository, state }: WorkingCopy,
  { branch, commit }: Position,
  present: readonly ChromaCollectionState[],
): Promise<void> {
  const rows = await repository.readCollections(commit);
  const hashes = await repository.readHashes(commit);
  const chromaIds = new Map(present.map((each) => [each.name, each.chromaId]));
  state.transaction(() => {
    // One that Chroma does not have gets an id that none has: it counts as deleted.
    for (const row of rows) {
      state.putCollection({ ...row, chromaId: chromaIds.get(row.name) ?? "", counter: null });
    }
    state.setHashes(hashes.map(({ collection, id, contentHash }) => [collection, id, contentHash]));
    state.setPosition({ branch, commit });
    state.setJournal(undefined);
  });
}
