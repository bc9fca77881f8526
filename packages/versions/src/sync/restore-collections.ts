import type { ChromaContents } from "../chroma/chroma-contents.js";
import type { LocalChanges } from "../detect/local-changes.js";
import type { Repository } from "../repository/repository.js";
import type { LocalState, Position, SyncedCollection } from "../state/local-state.js";
import { groupBy, inPieces } from "./pieces.js";

/** Into a new collection; an upsert of twice as many takes clearly less than twice the time. */
const RECORDS_PER_FILL = 200;

/** What a whole writing of Chroma works on. */
export interface SyncParts {
  readonly contents: ChromaContents;
  readonly repository: Repository;
  readonly state: LocalState;
}

/** Fills an empty Chroma from a commit: after a clone, or for a further working copy. Repeatable after a crash. */
export async function populate(parts: SyncParts, target: Position): Promise<void> {
  const { repository, state } = parts;
  for (const row of await repository.readCollections(target.commit)) {
    await writeWholeCollection(parts, { ...row, chromaId: "", counter: null }, target.commit);
  }
  state.transaction(() => {
    state.setPosition(target);
    state.setJournal(undefined);
  });
}

/** Takes all uncommitted changes back. */
export async function discardChanges(parts: SyncParts, changes: LocalChanges, commit: string): Promise<void> {
  const { contents, state } = parts;
  for (const { chroma } of changes.collections.added) await contents.deleteCollection(chroma.chromaId);
  const added = new Set(changes.collections.added.map((each) => each.row.id));
  const synced = new Map(state.collections().map((each) => [each.id, each]));
  for (const collection of changes.collections.deleted) await writeWholeCollection(parts, collection, commit);
  const ids = [
    ...changes.collections.renamed.map((each) => each.id),
    ...changes.collections.changed.map((each) => each.row.id),
  ];
  const current = new Map(changes.current.map((each) => [each.row.id, each.chroma.chromaId]));
  const remade = new Set<string>();
  for (const id of new Set(ids)) {
    const before = synced.get(id);
    const chromaId = current.get(id);
    if (!before || chromaId === undefined) continue;
    if (
      changes.collections.changed.some(
        (each) => each.row.id === id && each.row.dimension !== before.dimension,
      )
    ) {
      await contents.deleteCollection(chromaId);
      await writeWholeCollection(parts, before, commit);
      remade.add(id);
    } else await contents.changeCollection(chromaId, before);
  }
  const kept = (key: { collection: string }): boolean =>
    !added.has(key.collection) && !remade.has(key.collection);
  for (const [collection, keys] of groupBy(changes.documents.added.filter(kept), (key) => key.collection)) {
    for (const piece of inPieces(keys)) {
      await contents.deleteRecords(
        current.get(collection) ?? "",
        piece.map((key) => key.id),
      );
    }
  }
  const back = [...changes.documents.modified, ...changes.documents.deleted].filter(kept);
  for (const [collection, keys] of groupBy(back, (key) => key.collection)) {
    const chromaId = current.get(collection) ?? "";
    for (const piece of inPieces(keys))
      await rewrite(
        parts,
        collection,
        chromaId,
        commit,
        piece.map((key) => key.id),
      );
  }
}

async function rewrite(
  { contents, repository }: SyncParts,
  collection: string,
  chromaId: string,
  commit: string,
  ids: readonly string[],
): Promise<void> {
  for await (const rows of repository.readDocuments(commit, { collection, ids })) {
    await contents.writeRecords(chromaId, rows);
  }
}

async function writeWholeCollection(
  { contents, repository, state }: SyncParts,
  collection: SyncedCollection,
  commit: string,
): Promise<void> {
  const { chromaId } = await contents.createCollection(collection);
  state.putCollection({ ...collection, chromaId, counter: null });
  for await (const rows of repository.readDocuments(commit, { collection: collection.id })) {
    for (const piece of inPieces(rows, RECORDS_PER_FILL)) {
      await contents.writeRecords(chromaId, piece);
      state.transaction(() => state.setHashes(piece.map((row) => [collection.id, row.id, row.contentHash])));
    }
  }
}
