import type { CollectionRow } from "./collection-row.js";
import type { DocumentKey, DocumentRow } from "./document-row.js";

/** Rows to write into the repository. Within a batch deletions come first. */
export interface StagedBatch {
  readonly deletedCollections?: readonly string[];
  readonly deletedDocuments?: readonly DocumentKey[];
  readonly collections?: readonly CollectionRow[];
  readonly documents?: readonly DocumentRow[];
}

/** A collection before and after; `null` where it does not exist. */
export interface CollectionChange {
  readonly id: string;
  readonly from: CollectionRow | null;
  readonly to: CollectionRow | null;
}

/** A document's content hash before and after; `null` where it does not exist. Equal hashes: only the vector differs. */
export interface DocumentChange extends DocumentKey {
  readonly from: string | null;
  readonly to: string | null;
}

/** What differs between two commits. */
export interface RepositoryDiff {
  readonly collections: readonly CollectionChange[];
  readonly documents: readonly DocumentChange[];
}
