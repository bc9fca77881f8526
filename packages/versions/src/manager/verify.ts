import type { CallOptions } from "@stemma/core";
import { countChanges, type LocalChanges } from "../detect/local-changes.js";
import type { DocumentKey, DocumentRow } from "../model/document-row.js";
import { groupBy, inPieces } from "../sync/pieces.js";
import type { WorkingCopy } from "./working-copy.js";

/** Whether Chroma holds exactly what the current commit holds. */
export interface Verification {
  /** Nothing differs: no text, no metadata, no vector, no collection. */
  readonly isEqual: boolean;
  readonly documents: number;
  readonly changes: LocalChanges;
  /** Documents whose hashes in the local record are not those of the commit: the record itself is wrong. */
  readonly misrecorded: readonly DocumentKey[];
  /** Documents that differ from the commit in the vector only. */
  readonly otherVectors: readonly DocumentKey[];
}

/** Reads both sides in full, vectors included. */
export async function verify(copy: WorkingCopy, options: CallOptions): Promise<Verification> {
  const { commit } = copy.position();
  const changes = await copy.detector.detectLocalChanges(undefined, { ...options, isFull: true });
  const committed = await copy.repository.readHashes(commit, options);
  const misrecorded = await withoutOlder(copy, commit, compareRecord(copy, committed), options);
  const otherVectors: DocumentKey[] = [];
  for (const { row, chroma } of changes.current) {
    const hashes = changes.hashes.get(row.id);
    for await (const rows of copy.repository.readDocuments(commit, { collection: row.id }, options)) {
      const same = rows.filter((each) => hashes?.get(each.id) === each.contentHash);
      for (const piece of inPieces(same)) {
        const ids = piece.map((each) => each.id);
        const records = await copy.contents.readRecords(chroma, ids, options);
        otherVectors.push(...piece.filter((each, index) => !isSameVector(each, records[index]?.embedding)));
      }
    }
  }
  return {
    isEqual: countChanges(changes) === 0 && misrecorded.length === 0 && otherVectors.length === 0,
    documents: committed.length,
    changes,
    misrecorded,
    otherVectors: otherVectors.map(({ collection, id }) => ({ collection, id })),
  };
}

function compareRecord(
  { state }: WorkingCopy,
  committed: readonly (DocumentKey & { readonly contentHash: string })[],
): DocumentKey[] {
  const recorded = new Map(state.collections().map((each) => [each.id, state.hashesOf(each.id)]));
  const wrong: DocumentKey[] = [];
  for (const { collection, id, contentHash } of committed) {
    const hashes = recorded.get(collection);
    if (hashes?.get(id) !== contentHash) wrong.push({ collection, id });
    hashes?.delete(id);
  }
  for (const [collection, hashes] of recorded) for (const id of hashes.keys()) wrong.push({ collection, id });
  return wrong;
}

/** The history's own list may have hashes of older versions; the rows themselves do not. */
async function withoutOlder(
  { repository, state }: WorkingCopy,
  commit: string,
  suspects: readonly DocumentKey[],
  options: CallOptions,
): Promise<DocumentKey[]> {
  const wrong: DocumentKey[] = [];
  for (const [collection, keys] of groupBy(suspects, (key) => key.collection)) {
    const recorded = state.hashesOf(collection);
    const right = new Set<string>();
    const ids = keys.map((key) => key.id);
    for await (const rows of repository.readDocuments(commit, { collection, ids }, options)) {
      for (const { id, contentHash } of rows) if (recorded.get(id) === contentHash) right.add(id);
    }
    wrong.push(...keys.filter((key) => !right.has(key.id)));
  }
  return wrong;
}

function isSameVector({ embedding }: DocumentRow, other: Float32Array | undefined): boolean {
  return (
    other?.length === embedding.length && embedding.every((value, index) => isSameNumber(value, other[index]))
  );
}

/** Chroma brings vectors of a cosine collection to length 1 with each writing, which may change their last bit. */
function isSameNumber(one: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(one - other) <= 2 ** -22 * Math.max(Math.abs(one), Math.abs(other));
}
