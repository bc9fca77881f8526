import type { CallOptions } from "@stemma/core";
import type { Where, WhereDocument } from "./filters.js";
import type { Metadata } from "./metadata.js";

/** Vectors of n records: one after the other in a `Float32Array` of n × dimension (nothing is copied), or one by one. */
export type Embeddings = Float32Array | readonly Float32Array[] | readonly (readonly number[])[];

/** Records side by side: position i of each list belongs to record i. All are checked before the first is written. */
export interface RecordBatch {
  /** Unique within the batch. */
  readonly ids: readonly string[];
  /** May be left out when the collection was opened with an embedder and `documents` are given. */
  readonly embeddings?: Embeddings | undefined;
  /** `null` where there is none; what an upsert finds there stays. */
  readonly documents?: readonly (string | null)[] | undefined;
  readonly metadatas?: readonly (Metadata | null | undefined)[] | undefined;
  readonly uris?: readonly (string | null)[] | undefined;
}

/** `timeoutMs` defaults to 60,000 and covers all pieces of the write. */
export interface WriteOptions extends CallOptions {
  /** Told after each piece; `done` of `total` records are in the collection. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Which records; everything that is given must fit. */
export interface RecordFilter {
  readonly ids?: readonly string[] | undefined;
  readonly where?: Where | undefined;
  readonly whereDocument?: WhereDocument | undefined;
}

/** Which records are deleted. */
export interface DeleteRequest extends RecordFilter {
  /** At most so many of those that `where` or `whereDocument` finds, by insertion; without a filter it is refused. */
  readonly limit?: number | undefined;
}

/** A part of a record that can be read. */
export type IncludedField = "embeddings" | "documents" | "metadatas" | "uris";

export interface GetRequest extends RecordFilter {
  /** By insertion (default), as Chroma keeps them, or the newest first: `{ order: "newest", limit: 10 }`. An upsert keeps a record's place. */
  readonly order?: "insertion" | "newest" | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Default: documents and metadatas. */
  readonly include?: readonly IncludedField[] | undefined;
}

/** Records side by side; a list that was not asked for is empty. */
export interface GetResult {
  readonly ids: string[];
  /** One after the other: record i has the `dimension` numbers from `i * dimension`. */
  readonly embeddings: Float32Array;
  /** 0 when no embeddings were asked for or there are no records. */
  readonly dimension: number;
  readonly documents: (string | null)[];
  readonly metadatas: (Metadata | null)[];
  readonly uris: (string | null)[];
}

export interface QueryRequest extends RecordFilter {
  /** One query as a `Float32Array`, or several in a list. */
  readonly queryEmbeddings?: Embeddings | undefined;
  /** Embedded by the collection's embedder, in place of `queryEmbeddings`. */
  readonly queryTexts?: readonly string[] | undefined;
  /** Records a query. Default 10. */
  readonly nResults?: number | undefined;
  /** Default: documents, metadatas and distances. */
  readonly include?: readonly (IncludedField | "distances")[] | undefined;
}

/** For each query its nearest records, best first; a list that was not asked for is empty. */
export interface QueryResult {
  readonly ids: string[][];
  /** For each query the vectors of its records, one after the other. */
  readonly embeddings: Float32Array[];
  readonly dimension: number;
  readonly documents: (string | null)[][];
  readonly metadatas: (Metadata | null)[][];
  readonly uris: (string | null)[][];
  readonly distances: number[][];
}
