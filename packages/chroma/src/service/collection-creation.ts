import type { CollectionConfiguration, CreateCollectionRequest } from "../api/collection-requests.js";
import { storedCollectionMetadata, Unstorable } from "../checks/stored-metadata.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { NotSupportedError } from "../errors/not-supported-error.js";
import { metadataWithModel } from "../model/embedding-model.js";
import type { Metadata } from "../model/metadata.js";

/** What is stored of a new collection. */
export interface CollectionCreation {
  readonly name: string;
  readonly metadata: Metadata | null;
  readonly configuration: CollectionConfiguration | null;
  /** Chroma's description of its indexes, in Chroma's own JSON. */
  readonly schema: object | null;
}

/** A request as it is stored: with the embedder's model in the metadata, and the embedder's distance. */
export function creationOf(
  { name, metadata, configuration, schema, embedder }: CreateCollectionRequest,
  operationName: string,
): CollectionCreation {
  const stored = checkedCollectionMetadata(metadata, operationName);
  const space = embedder?.defaultSpace;
  return {
    name,
    metadata: metadataWithModel(stored, embedder),
    configuration: space
      ? { ...configuration, hnsw: { space, ...configuration?.hnsw } }
      : (configuration ?? null),
    schema: schema ?? null,
  };
}

/**
 * A collection's own metadata as it is stored. Chroma 1.5.9 takes lists in the metadata of records only: in a collection's it
 * panics, and a server drops the connection.
 *
 * @throws {@link NotSupportedError} `NOT_SUPPORTED` for a list
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` for what is no text, 64-bit number, true or false
 */
export function checkedCollectionMetadata(
  metadata: Metadata | undefined,
  operationName: string,
): Metadata | undefined {
  if (!metadata) return undefined;
  const key = Object.entries(metadata).find(([, value]) => Array.isArray(value))?.[0];
  if (key !== undefined) {
    throw new NotSupportedError(`a collection's metadata can't hold lists, and "${key}" is one`, {
      operationName,
    });
  }
  const stored = storedCollectionMetadata(metadata);
  if (!(stored instanceof Unstorable)) return stored;
  throw new ChromaInvalidArgumentError(`the collection ${stored.reason}`, { operationName });
}
