import type { ChromaCollectionState, ChromaContents } from "../chroma/chroma-contents.js";
import type { LocalChanges } from "../detect/local-changes.js";
import type { DocumentKey } from "../model/document-row.js";
import type { Repository } from "../repository/repository.js";
import type { LocalState, Position, SyncedCollection } from "../state/local-state.js";
import { FollowedCounter } from "./followed-counter.js";
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
  const current = new Map(changes.current.map((each) => [each.row.id, each.chroma]));
  const remade = new Set<string>();
  for (const id of new Set(ids)) {
    const before = synced.get(id);
    const chromaId = current.get(id)?.chromaId;
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
  const isKept = (key: { collection: string }): boolean =>
    !added.has(key.collection) && !remade.has(key.collection);
  const { documents } = changes;
  const wrong = groupBy(documents.added.filter(isKept), (key) => key.collection);
  const lost = groupBy([...documents.modified, ...documents.deleted].filter(isKept), (key) => key.collection);
  for (const collection of new Set([...wrong.keys(), ...lost.keys()])) {
    const chroma = current.get(collection);
    if (!chroma) continue;
    const ids = (keys: readonly DocumentKey[] = []): string[] => keys.map((key) => key.id);
    const work = { wrong: ids(wrong.get(collection)), lost: ids(lost.get(collection)) };
    state.setCounter(collection, await restoreRecords(parts, { collection, chroma, commit }, work));
  }
}

/** The collection's write counter afterwards: as of the reading that found the changes, and of what is written here. */
async function restoreRecords(
  { contents, repository }: SyncParts,
  into: { readonly collection: string; readonly chroma: ChromaCollectionState; readonly commit: string },
  { wrong, lost }: { readonly wrong: readonly string[]; readonly lost: readonly string[] },
): Promise<number | null> {
  const { collection, chroma, commit } = into;
  const counter = new FollowedCounter(chroma.counter);
  for (const ids of inPieces(wrong)) {
    counter.follow(await contents.deleteRecords(chroma.chromaId, ids));
  }
  for (const ids of inPieces(lost)) {
    for await (const rows of repository.readDocuments(commit, { collection, ids })) {
      counter.follow(await contents.writeRecords(chroma.chromaId, rows));
    }
  }
  return counter.value;
}

async function writeWholeCollection(
  { contents, repository, state }: SyncParts,
  collection: SyncedCollection,
  commit: string,
): Promise<void> {
  const { chromaId, counter: begin } = await contents.createCollection(collection);
  // One that is there already, after a crash, may hold what is in no commit.
  const counter = new FollowedCounter(begin === 0 ? begin : null);
  state.putCollection({ ...collection, chromaId, counter: null });
  for await (const rows of repository.readDocuments(commit, { collection: collection.id })) {
    for (const piece of inPieces(rows, RECORDS_PER_FILL)) {
      counter.follow(await contents.writeRecords(chromaId, piece));
      state.transaction(() => state.setHashes(piece.map((row) => [collection.id, row.id, row.contentHash])));
    }
  }
  state.setCounter(collection.id, counter.value);
}
