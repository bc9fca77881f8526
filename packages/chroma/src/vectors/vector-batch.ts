import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Embeddings } from "../model/records.js";

/** Vectors of equal length, one after the other. */
export interface VectorBatch {
  readonly data: Float32Array;
  readonly dimension: number;
  readonly count: number;
}

/** Vectors of equal length that are brought into one buffer when they are asked for. */
export interface VectorRows {
  readonly dimension: number;
  readonly count: number;
  /** The vectors from `start` to before `end`, one after the other: a view where there is a buffer already. */
  slice(start: number, end: number): Float32Array;
}

/**
 * Checks vectors and leaves them where they are.
 *
 * @param count - How many vectors a `Float32Array` holds.
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` when the lengths differ or do not divide.
 */
export function vectorRows(embeddings: Embeddings, count: number, operationName: string): VectorRows {
  if (ArrayBuffer.isView(embeddings)) return rowsOfBuffer(embeddings, count, operationName);
  const dimension = commonLength(embeddings, operationName);
  return {
    dimension,
    count: embeddings.length,
    slice: (start, end) => joined(embeddings.slice(start, end), dimension),
  };
}

/** Brings vectors into one buffer; a `Float32Array` is taken as it is. Throws as {@link vectorRows} does. */
export function vectorBatch(embeddings: Embeddings, count: number, operationName: string): VectorBatch {
  const rows = vectorRows(embeddings, count, operationName);
  return { data: rows.slice(0, rows.count), dimension: rows.dimension, count: rows.count };
}

/** Brings vectors into one buffer. @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` when their lengths differ. */
export function joinVectors(
  vectors: readonly (Float32Array | readonly number[])[],
  operationName: string,
): VectorBatch {
  const dimension = commonLength(vectors, operationName);
  return { data: joined(vectors, dimension), dimension, count: vectors.length };
}

/** The `position`-th vector as a view, not a copy. */
export function vectorAt(data: Float32Array, dimension: number, position: number): Float32Array {
  return data.subarray(position * dimension, (position + 1) * dimension);
}

function rowsOfBuffer(data: Float32Array, count: number, operationName: string): VectorRows {
  const dimension = count === 0 ? 0 : data.length / count;
  if (!Number.isInteger(dimension) || dimension === 0) {
    throw new ChromaInvalidArgumentError(`${data.length} numbers can't be the vectors of ${count} records`, {
      operationName,
    });
  }
  return { dimension, count, slice: (start, end) => data.subarray(start * dimension, end * dimension) };
}

function commonLength(vectors: readonly (Float32Array | readonly number[])[], operationName: string): number {
  const dimension = vectors[0]?.length ?? 0;
  const odd = vectors.findIndex((vector) => vector.length !== dimension || dimension === 0);
  if (odd === -1) return dimension;
  throw new ChromaInvalidArgumentError(
    dimension === 0
      ? "vector 0 has no numbers"
      : `vector ${odd} has ${vectors[odd]?.length ?? 0} numbers and vector 0 has ${dimension}`,
    { operationName },
  );
}

function joined(vectors: readonly (Float32Array | readonly number[])[], dimension: number): Float32Array {
  const data = new Float32Array(vectors.length * dimension);
  for (const [position, vector] of vectors.entries()) data.set(vector, position * dimension);
  return data;
}
