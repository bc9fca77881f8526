import type { CallOptions } from "@stemma/core";
import type { DocumentRow } from "../model/document-row.js";

/** A collection as Chroma holds it. */
export interface ChromaCollectionState {
  readonly chromaId: string;
  readonly name: string;
  /** Canonical JSON; `null` when there is none. */
  readonly metadata: string | null;
  /** Index settings, canonical JSON. */
  readonly configuration: string;
  readonly embeddingModel: string | null;
  readonly dimension: number | null;
  /** Moves with every write of a record; `null` where Chroma shows none, then the collection is always read. */
  readonly counter: number | null;
}

/** What is known of a collection's records. */
export interface CollectionDigest {
  readonly collection: ChromaCollectionState;
  /** Content hash by id; `undefined` when the counter says that nothing was written, and nothing was read. */
  readonly hashes: ReadonlyMap<string, string> | undefined;
  /** Of records whose hash was another one when 1.0 still counted as 1; histories may hold it. */
  readonly olderHashes: ReadonlyMap<string, string>;
}

/** How a collection should be. */
export interface WantedCollection {
  readonly name: string;
  readonly metadata: string | null;
  readonly configuration: string | null;
}

/** The counter on both sides of a write. */
export interface CountedWrite {
  readonly before: number | null;
  readonly after: number | null;
}

/** A record's fields; whose it is is the caller's to know. */
export type RecordFields = Omit<DocumentRow, "collection" | "isStale">;

/**
 * What versions need of a Chroma: hashes of everything, some records in full, and exact writes. A failed or incomplete read
 * rejects (INCOMPLETE_READ, CHROMA_FAILED, TIMEOUT); it is never an empty answer.
 */
export interface ChromaContents extends AsyncDisposable {
  readonly location: string;
  /** One consistent reading of all collections, or of those named; collections at a known counter are not read. */
  digest(
    request: { readonly names?: readonly string[]; readonly knownCounters?: ReadonlyMap<string, number> },
    options?: CallOptions,
  ): Promise<CollectionDigest[]>;
  listCollections(options?: CallOptions): Promise<ChromaCollectionState[]>;
  /** In the order of `ids`, which are at most some hundred. */
  readRecords(
    collection: Pick<ChromaCollectionState, "chromaId" | "embeddingModel">,
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<RecordFields[]>;
  /** Makes Chroma hold exactly these records under their ids; repeatable. At most some hundred. */
  writeRecords(
    chromaId: string,
    records: readonly RecordFields[],
    options?: CallOptions,
  ): Promise<CountedWrite>;
  /** Repeatable. */
  deleteRecords(chromaId: string, ids: readonly string[], options?: CallOptions): Promise<CountedWrite>;
  /** Repeatable: one that is there is returned. */
  createCollection(wanted: WantedCollection, options?: CallOptions): Promise<ChromaCollectionState>;
  changeCollection(
    chromaId: string,
    wanted: WantedCollection,
    options?: CallOptions,
  ): Promise<ChromaCollectionState>;
  /** Repeatable. */
  deleteCollection(chromaId: string, options?: CallOptions): Promise<void>;
  close(): Promise<void>;
}
