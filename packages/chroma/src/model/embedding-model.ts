import type { Embedder } from "../embedder/embedder.js";
import { DimensionMismatchError } from "../errors/dimension-mismatch-error.js";
import { EmbeddingModelMismatchError } from "../errors/embedding-model-mismatch-error.js";
import type { Metadata } from "./metadata.js";

/** Which model made a collection's vectors, and how long they are. */
export interface EmbeddingModel {
  readonly modelId: string;
  readonly dimension: number;
}

const reservedPrefix = "stemma:";
const modelKey = `${reservedPrefix}embedding_model`;
const dimensionKey = `${reservedPrefix}dimension`;

/** The collection metadata to store: the user's, and the embedder's model. */
export function metadataWithModel(
  metadata: Metadata | undefined,
  embedder: Embedder | undefined,
): Metadata | null {
  if (!embedder) return metadata ?? null;
  return { ...metadata, [modelKey]: embedder.modelId, [dimensionKey]: embedder.dimension };
}

/** The user's own part of stored collection metadata. */
export function userMetadata(stored: Metadata | null): Metadata | null {
  const own = Object.entries(stored ?? {}).filter(([key]) => !key.startsWith(reservedPrefix));
  return own.length === 0 ? null : Object.fromEntries(own);
}

/** The user's new metadata with what this package keeps there. */
export function metadataForReplacement(metadata: Metadata, stored: Metadata | null): Metadata {
  const reserved = Object.entries(stored ?? {}).filter(([key]) => key.startsWith(reservedPrefix));
  return { ...metadata, ...Object.fromEntries(reserved) };
}

/** The model that stored collection metadata names. */
export function storedModel(stored: Metadata | null): EmbeddingModel | null {
  const modelId = stored?.[modelKey];
  const dimension = stored?.[dimensionKey];
  return typeof modelId === "string" && typeof dimension === "number" ? { modelId, dimension } : null;
}

/**
 * @throws {@link EmbeddingModelMismatchError} `EMBEDDING_MODEL_MISMATCH` when the collection holds vectors of another model than the embedder makes.
 */
export function requireSameModel(
  collection: string,
  model: EmbeddingModel | null,
  embedder: EmbeddingModel | undefined,
  operationName: string,
): void {
  if (!model || !embedder) return;
  if (model.modelId === embedder.modelId && model.dimension === embedder.dimension) return;
  throw new EmbeddingModelMismatchError(
    `collection "${collection}" holds vectors of ${model.modelId} (${model.dimension} numbers each), ` +
      `the embedder makes those of ${embedder.modelId} (${embedder.dimension})`,
    { operationName },
  );
}

/** @throws {@link DimensionMismatchError} `DIMENSION_MISMATCH` when vectors can't be those of the model that the collection names. */
export function requireModelDimension(
  collection: string,
  model: EmbeddingModel | null,
  dimension: number,
  operationName: string,
): void {
  if (!model || model.dimension === dimension) return;
  throw new DimensionMismatchError(
    `collection "${collection}" holds vectors of ${model.modelId}, ${model.dimension} numbers each, not ${dimension}`,
    { operationName },
  );
}
