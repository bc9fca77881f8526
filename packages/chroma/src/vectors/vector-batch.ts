import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Embeddings } from "../records.js";

/** Vectors of equal length, one after the other. */
export interface VectorBatch {
  readonly data: Float32Array;
  readonly dimension: number;
  readonly count: number;
}

/**
 * Brings vectors into one buffer; a `Float32Array` is taken as it is.
 *
 * @param count - How many vectors a `Float32Array` holds.
 * @throws ChromaInvalidArgumentError when the lengths differ or do not divide.
 */
export function vectorBatch(embeddings: Embeddings, count: number, operationName: string): VectorBatch {
  if (ArrayBuffer.isView(embeddings)) {
    const data = embeddings;
    const dimension = count === 0 ? 0 : data.length / count;
    if (!Number.isInteger(dimension) || dimension === 0) {
      throw new ChromaInvalidArgumentError(
        `${data.length} numbers can't be the vectors of ${count} records`,
        { operationName },
      );
    }
    return { data, dimension, count };
  }
  return joinVectors(embeddings, operationName);
}

/** Brings vectors into one buffer. @throws ChromaInvalidArgumentError when their lengths differ. */
export function joinVectors(
  vectors: readonly (Float32Array | readonly number[])[],
  operationName: string,
): VectorBatch {
  const dimension = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * dimension);
  vectors.forEach((vector, position) => {
    if (vector.length !== dimension || dimension === 0) {
      throw new ChromaInvalidArgumentError(
        `vector ${position} has ${vector.length} numbers and vector 0 has ${dimension}`,
        { operationName },
      );
    }
    data.set(vector, position * dimension);
  });
  return { data, dimension, count: vectors.length };
}

/** The `position`-th vector as a view, not a copy. */
export function vectorAt(data: Float32Array, dimension: number, position: number): Float32Array {
  return data.subarray(position * dimension, (position + 1) * dimension);
}
