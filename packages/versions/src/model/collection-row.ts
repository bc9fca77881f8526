/** A collection as the repository keeps it. */
export interface CollectionRow {
  /** Stays the same when the collection is renamed; the name it was first committed under, where that was free. */
  readonly id: string;
  readonly name: string;
  /** Canonical JSON; `null` when there is none. */
  readonly metadata: string | null;
  /** Index settings in canonical JSON, applied when a working copy creates the collection. */
  readonly configuration: string | null;
  readonly embeddingModel: string | null;
  /** Length of the vectors; `null` while the collection has none. */
  readonly dimension: number | null;
}
