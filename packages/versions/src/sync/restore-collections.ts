import type { ChromaCollectionState, ChromaContents, CollectionDigest } from "../chroma/chroma-contents.js";
import type { LocalChanges } from "../detect/local-changes.js";
import { ChromaNotEmptyError } from "../errors/chroma-not-empty-error.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey } from "../model/document-row.js";
import type { Repository } from "../repository/repository.js";
import type { LocalState, Position, SyncedCollection } from "../state/local-state.js";
import type { ApplyResult } from "./dolt-to-chroma-syncer.js";
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

/**
 * Fills an empty Chroma from a commit: after a clone, or for a further working copy.
 *
 * @param found - Given after a crash: what is there is either written already, or of somebody else and in no commit. That is kept,
 *   and appears as a local change afterwards.
 */
export async function populate(
  parts: SyncParts,
  target: Position,
  found: readonly CollectionDigest[] = [],
): Promise<ApplyResult> {
  const { repository, state } = parts;
  const digests = new Map(found.map((digest) => [digest.collection.name, digest]));
  const rows = await repository.readCollections(target.commit);
  for (const row of rows) requireSameLength(row, digests.get(row.name));
  let documents = 0;
  const kept: DocumentKey[] = [];
  for (const row of rows) {
    const present = digests.get(row.name)?.hashes ?? new Map<string, string>();
    const collection = { ...row, chromaId: "", counter: null };
    const written = await writeWholeCollection(parts, collection, target.commit, present);
    documents += written.documents;
    kept.push(...written.kept);
  }
  state.transaction(() => {
    state.setPosition(target);
    state.setJournal(undefined);
  });
  return { collections: rows.length, documents, kept };
}

/** Chroma's index takes vectors of one length only. @throws {@link ChromaNotEmptyError} `DIRTY_WORKING_COPY` */
function requireSameLength({ dimension }: CollectionRow, digest: CollectionDigest | undefined): void {
  const present = digest?.hashes?.size ?? 0;
  if (present === 0 || dimension === null || digest?.collection.dimension === dimension) return;
  throw new ChromaNotEmptyError(1);
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

/** @param present - Hash by id of what is there already. Of that only what is as in the commit counts as written. */
async function writeWholeCollection(
  { contents, repository, state }: SyncParts,
  collection: SyncedCollection,
  commit: string,
  present: ReadonlyMap<string, string> = new Map(),
): Promise<{ documents: number; kept: DocumentKey[] }> {
  const { chromaId, counter: begin } = await contents.createCollection(collection);
  // One that is there already, after a crash, may hold what is in no commit.
  const counter = new FollowedCounter(begin === 0 ? begin : null);
  state.putCollection({ ...collection, chromaId, counter: null });
  let documents = 0;
  const kept: DocumentKey[] = [];
  for await (const rows of repository.readDocuments(commit, { collection: collection.id })) {
    for (const piece of inPieces(rows, RECORDS_PER_FILL)) {
      const missing = piece.filter((row) => !present.has(row.id));
      if (missing.length > 0) counter.follow(await contents.writeRecords(chromaId, missing));
      state.transaction(() => state.setHashes(piece.map((row) => [collection.id, row.id, row.contentHash])));
      documents += missing.length;
      const others = piece.filter((row) => (present.get(row.id) ?? row.contentHash) !== row.contentHash);
      kept.push(...others.map(({ id }) => ({ collection: collection.id, id })));
    }
  }
  state.setCounter(collection.id, counter.value);
  return { documents, kept };
}
