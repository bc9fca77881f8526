import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { RecordBatch } from "../records.js";
import { vectorBatch } from "../vectors/vector-batch.js";

/** Records that one Python call writes. Chroma holds the interpreter's lock for all of it: some 100 ms at 384 numbers each. */
export const recordsPerCall = 200;

/** A `Batch` of `stemma_chroma.records`. */
export interface PythonBatch {
  readonly ids: readonly string[];
  readonly vectors: Float32Array | null;
  readonly dimension: number;
  readonly documents: readonly string[] | null;
  readonly metadatas: readonly unknown[] | null;
  readonly uris: readonly string[] | null;
}

/**
 * Checks a batch as a whole, before its first piece is written, and cuts it. The pieces view the caller's vectors.
 *
 * @throws ChromaInvalidArgumentError when lists differ in length, or an id stands twice: in two pieces Chroma would not see it.
 */
export function recordPieces(records: RecordBatch, operationName: string): PythonBatch[] {
  const { ids, embeddings, documents = null, metadatas = null, uris = null } = records;
  const count = ids.length;
  for (const [name, list] of Object.entries({ documents, metadatas, uris })) {
    if (list && list.length !== count)
      throw invalid(`${count} ids and ${list.length} ${name}`, operationName);
  }
  if (new Set(ids).size !== count) throw invalid("an id stands twice in the batch", operationName);
  const vectors = embeddings === undefined ? null : vectorBatch(embeddings, count, operationName);
  if (vectors && vectors.count !== count) {
    throw invalid(`${count} ids and ${vectors.count} embeddings`, operationName);
  }
  const pieces: PythonBatch[] = [];
  for (let start = 0; start < count; start += recordsPerCall) {
    const end = start + recordsPerCall;
    const dimension = vectors?.dimension ?? 0;
    pieces.push({
      ids: ids.slice(start, end),
      vectors: vectors?.data.subarray(start * dimension, end * dimension) ?? null,
      dimension,
      documents: documents?.slice(start, end) ?? null,
      metadatas: metadatas?.slice(start, end) ?? null,
      uris: uris?.slice(start, end) ?? null,
    });
  }
  return pieces;
}

function invalid(message: string, operationName: string): ChromaInvalidArgumentError {
  return new ChromaInvalidArgumentError(message, { operationName });
}
