import type { Metadata } from "../model/metadata.js";
import type { GetResult, QueryResult } from "../model/records.js";
import { readMetadata } from "../service/read-metadata.js";

/** A `Found` of `stemma_chroma.records`. */
export interface FoundRecords {
  readonly ids: string[];
  readonly vectors: Float32Array | null;
  readonly dimension: number;
  readonly documents: (string | null)[] | null;
  readonly metadatas: (Metadata | null)[] | null;
  readonly uris: (string | null)[] | null;
}

/** A `Nearest` of `stemma_chroma.records`. */
export interface NearestRecords {
  readonly ids: string[][];
  readonly vectors: Float32Array[] | null;
  readonly dimension: number;
  readonly documents: (string | null)[][] | null;
  readonly metadatas: (Metadata | null)[][] | null;
  readonly uris: (string | null)[][] | null;
  readonly distances: number[][] | null;
}

/** What was not asked for becomes an empty list. */
export function getResult(found: FoundRecords): GetResult {
  return {
    ids: found.ids,
    embeddings: found.vectors ?? new Float32Array(0),
    dimension: found.dimension,
    documents: found.documents ?? [],
    metadatas: found.metadatas?.map(readMetadata) ?? [],
    uris: found.uris ?? [],
  };
}

/** What was not asked for becomes an empty list. */
export function queryResult(nearest: NearestRecords): QueryResult {
  return {
    ids: nearest.ids,
    embeddings: nearest.vectors ?? [],
    dimension: nearest.dimension,
    documents: nearest.documents ?? [],
    metadatas: nearest.metadatas?.map((each) => each.map(readMetadata)) ?? [],
    uris: nearest.uris ?? [],
    distances: nearest.distances ?? [],
  };
}
