import type { QueryResult } from "../model/records.js";
import type { VectorBatch } from "./vector-batch.js";

/** The vectors of several queries in one buffer; they must have one dimension. A single one is taken as it is. */
export function joinQueries(batches: readonly VectorBatch[]): VectorBatch {
  const [first, ...others] = batches;
  if (!first) throw new RangeError("no queries to join");
  if (others.length === 0) return first;
  const { dimension } = first;
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const data = new Float32Array(count * dimension);
  let start = 0;
  for (const batch of batches) {
    data.set(batch.data, start);
    start += batch.data.length;
  }
  return { data, dimension, count };
}

/** The answers of `count` of the joined queries, from `start`. */
export function partOfResult(result: QueryResult, start: number, count: number): QueryResult {
  const part = <T>(lists: readonly T[]): T[] => lists.slice(start, start + count);
  return {
    ids: part(result.ids),
    embeddings: part(result.embeddings),
    dimension: result.dimension,
    documents: part(result.documents),
    metadatas: part(result.metadatas),
    uris: part(result.uris),
    distances: part(result.distances),
  };
}
