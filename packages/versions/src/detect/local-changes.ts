import type { ChromaCollectionState } from "../chroma/chroma-contents.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { DocumentKey } from "../model/document-row.js";
import type { SyncedCollection } from "../state/local-state.js";

/** A collection of Chroma with the id that it has in the repository. */
export interface LocalCollection {
  readonly row: CollectionRow;
  readonly chroma: ChromaCollectionState;
}

/** What is different in Chroma since it was last equal to the repository. */
export interface LocalChanges {
  readonly collections: {
    readonly added: readonly LocalCollection[];
    readonly deleted: readonly SyncedCollection[];
    /** Also counted among `changed` when more than the name is different. */
    readonly renamed: readonly { readonly id: string; readonly from: string; readonly to: string }[];
    /** Metadata, model or dimension. */
    readonly changed: readonly LocalCollection[];
  };
  readonly documents: {
    readonly added: readonly DocumentKey[];
    readonly modified: readonly DocumentKey[];
    /** Without those of deleted collections. */
    readonly deleted: readonly DocumentKey[];
  };
  /** All collections that were looked at. */
  readonly current: readonly LocalCollection[];
  /** Hash by document of the collections that were read. */
  readonly hashes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** How many collections and documents are different. */
export function countChanges({ collections, documents }: LocalChanges): number {
  const { added, deleted, renamed, changed } = collections;
  const collectionIds = new Set([...renamed.map((each) => each.id), ...changed.map((each) => each.row.id)]);
  return (
    added.length +
    deleted.length +
    collectionIds.size +
    documents.added.length +
    documents.modified.length +
    documents.deleted.length
  );
}
