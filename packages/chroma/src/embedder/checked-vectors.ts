import { DimensionMismatchError } from "../errors/dimension-mismatch-error.js";
import { EmbeddingFailedError } from "../errors/embedding-failed-error.js";
import type { Embeddings } from "../model/records.js";
import { vectorBatch } from "../vectors/vector-batch.js";

/**
 * What an embedder made, as one buffer.
 *
 * @throws {@link EmbeddingFailedError} `EMBEDDING_FAILED` when there is not one vector a text.
 * @throws {@link DimensionMismatchError} `DIMENSION_MISMATCH` when the vectors have another length than the model says.
 */
export function checkedVectors(
  made: Embeddings,
  texts: number,
  dimension: number,
  modelId: string,
  operationName: string,
): Float32Array {
  if (texts === 0) return new Float32Array(0);
  const isBuffer = ArrayBuffer.isView(made);
  const wrongCount = isBuffer ? made.length % texts !== 0 : made.length !== texts;
  if (wrongCount) {
    throw new EmbeddingFailedError(
      `${modelId} answered ${texts} texts with ${isBuffer ? `${made.length} numbers` : `${made.length} vectors`}`,
      { operationName },
    );
  }
  const vectors = vectorBatch(made, texts, operationName);
  if (vectors.dimension !== dimension) {
    throw new DimensionMismatchError(
      `${modelId} answered with ${vectors.dimension} numbers a text instead of ${dimension}`,
      { operationName, advice: "Say the model's real dimension." },
    );
  }
  return vectors.data;
}

/** @throws {@link EmbeddingFailedError} `EMBEDDING_FAILED` when a vector holds what is no number. */
export function requireNumbers(vectors: Float32Array, modelId: string, operationName: string): Float32Array {
  if (vectors.every((number) => Number.isFinite(number))) return vectors;
  throw new EmbeddingFailedError(`${modelId} answered with what is no number`, { operationName });
}
