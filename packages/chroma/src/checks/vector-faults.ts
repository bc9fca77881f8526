import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Embeddings } from "../model/records.js";

/**
 * What is wrong with the vector of a record, by its position.
 *
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` when a buffer is not `count` whole vectors.
 */
export function vectorFaults(
  embeddings: Embeddings,
  count: number,
  operationName: string,
): (position: number) => string | undefined {
  if (!ArrayBuffer.isView(embeddings)) {
    const dimension = lengthOf(embeddings[0]);
    return (position) => vectorFault(embeddings[position], dimension);
  }
  const dimension = embeddings.length / count;
  if (!Number.isInteger(dimension) || dimension === 0) {
    const message = `${embeddings.length} numbers can't be the vectors of ${count} records`;
    throw new ChromaInvalidArgumentError(message, { operationName });
  }
  return (position) => {
    const start = position * dimension;
    for (let index = start; index < start + dimension; index += 1) {
      if (!Number.isFinite(embeddings[index])) return notFinite(embeddings[index], index - start);
    }
    return undefined;
  };
}

/** What is wrong with one vector; `undefined` when nothing is. */
function vectorFault(vector: unknown, dimension: number): string | undefined {
  if (!Array.isArray(vector) && !ArrayBuffer.isView(vector)) return "has no vector";
  const numbers = vector as ArrayLike<unknown>;
  if (numbers.length === 0) return "has a vector without numbers";
  if (numbers.length !== dimension) {
    return `has a vector of ${numbers.length} numbers, and record 0 one of ${dimension}`;
  }
  for (let index = 0; index < dimension; index += 1) {
    const number = numbers[index];
    if (typeof number !== "number")
      return `has ${String(number)} in its vector at ${index}: that is no number`;
    if (!Number.isFinite(Math.fround(number))) return notFinite(number, index);
  }
  return undefined;
}

function lengthOf(vector: unknown): number {
  return Array.isArray(vector) || ArrayBuffer.isView(vector)
    ? (vector as ArrayLike<unknown> as unknown[]).length
    : 0;
}

function notFinite(number: unknown, index: number): string {
  return `has ${String(number)} in its vector at ${index}: no 32-bit number is that`;
}
