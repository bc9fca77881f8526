import type { CollectionConfiguration, CreateCollectionRequest } from "../collection-requests.js";
import { metadataWithModel } from "../embedding-model.js";
import { NotSupportedError } from "../errors/not-supported-error.js";
import type { Metadata } from "../metadata.js";

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
  refuseLists(metadata, operationName);
  const space = embedder?.defaultSpace;
  return {
    name,
    metadata: metadataWithModel(metadata, embedder),
    configuration: space
      ? { ...configuration, hnsw: { space, ...configuration?.hnsw } }
      : (configuration ?? null),
    schema: schema ?? null,
  };
}

/**
 * Chroma 1.5.9 takes lists in the metadata of records only: in a collection's it panics, and a server drops the connection.
 *
 * @throws NotSupportedError
 */
export function refuseLists(metadata: Metadata | undefined, operationName: string): void {
  const key = Object.entries(metadata ?? {}).find(([, value]) => Array.isArray(value))?.[0];
  if (key === undefined) return;
  throw new NotSupportedError(`a collection's metadata can't hold lists, and "${key}" is one`, {
    operationName,
  });
}
