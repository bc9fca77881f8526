import type { CollectionConfiguration, CreateCollectionRequest } from "./collection-requests.js";
import { metadataWithModel } from "./embedding-model.js";
import type { Metadata } from "./metadata.js";

/** What is stored of a new collection: the embedder's model in its metadata, and the embedder's distance. */
export function creationOf({ metadata, configuration, embedder }: CreateCollectionRequest): {
  readonly metadata: Metadata | null;
  readonly configuration: CollectionConfiguration | null;
} {
  const space = embedder?.defaultSpace;
  return {
    metadata: metadataWithModel(metadata, embedder),
    configuration: space
      ? { ...configuration, hnsw: { space, ...configuration?.hnsw } }
      : (configuration ?? null),
  };
}
