import type { CallOptions } from "@stemma/core";
import type { ChromaCollection, Metadata, ProjectCollections } from "@stemma/pipeline/collections";
import type { CollectionInfo } from "../api/collections.js";

/** A collection as pages name it. */
export async function toldCollection(
  collections: ProjectCollections,
  collection: ChromaCollection,
  options: CallOptions,
): Promise<CollectionInfo> {
  const { name, configuration, embeddingModel, metadata } = collection;
  return {
    name,
    records: await collection.count(options),
    space: configuration.hnsw?.space ?? null,
    model: embeddingModel?.modelId ?? null,
    canEmbed: canEmbed(collections, collection),
    metadata: toldMetadata(metadata),
  };
}

/** A collection of an earlier version: what is known of it without its records. */
export function collectionThen({
  name,
  model,
  metadata,
}: Pick<CollectionInfo, "name" | "model"> & { readonly metadata: Metadata | null }): CollectionInfo {
  return { name, records: null, space: null, model, canEmbed: false, metadata: toldMetadata(metadata) };
}

/** Its vectors are of the model that comes along. */
export function canEmbed(collections: ProjectCollections, { embeddingModel }: ChromaCollection): boolean {
  return embeddingModel !== null && embeddingModel.modelId === collections.embedder().modelId;
}

/** Metadata by keys, each value as a text. */
export function toldMetadata(metadata: Metadata | null): [string, string][] {
  return Object.entries(metadata ?? {})
    .map(([key, value]): [string, string] => [key, valueText(value)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A value as a person reads it; other than a text as JSON, integers of any size with all digits. */
function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return value.toString();
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each));
}
