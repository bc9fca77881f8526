import { Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import type { CopyCollectionRequest } from "../api/collection-requests.js";
import { metadataForReplacement } from "../model/embedding-model.js";
import type { Metadata } from "../model/metadata.js";
import type { WriteOptions } from "../model/records.js";
import { StoredCollection } from "./stored-collection.js";
import { recordsPerCall } from "./write-pace.js";

const copyTimeoutMs = 600_000;
const everything = ["documents", "embeddings", "metadatas", "uris"] as const;

/**
 * Writes a collection's records into a new one, page by page. Chroma's own fork shares the data and is there in Chroma Cloud
 * only; this works everywhere and takes as long as writing does.
 */
export async function copyCollection(
  service: ChromaService,
  { from, to }: CopyCollectionRequest,
  options: WriteOptions,
): Promise<ChromaCollection> {
  const deadline = new Deadline(`CopyCollection_${from}`, options, copyTimeoutMs);
  const source = await service.getCollection({ name: from }, deadline.rest());
  const total = await source.count(deadline.rest());
  const metadata = wholeMetadata(source);
  const { hnsw } = source.configuration;
  const target = await service.createCollection(
    { name: to, ...(metadata ? { metadata } : {}), ...(hnsw ? { configuration: { hnsw } } : {}) },
    deadline.rest(),
  );
  try {
    await copyRecords(source, target, deadline, (done) => options.onProgress?.(Math.min(done, total), total));
  } catch (error) {
    // Half a copy would look like a whole one. What went wrong first is what the caller must hear.
    await service.deleteCollection({ name: to }).catch(() => undefined);
    throw error;
  }
  return target;
}

async function copyRecords(
  source: ChromaCollection,
  target: ChromaCollection,
  deadline: Deadline,
  onProgress: (done: number) => void,
): Promise<void> {
  for (let offset = 0; ; offset += recordsPerCall) {
    const selection = { limit: recordsPerCall, offset, include: everything };
    const page = await source.get(selection, deadline.rest());
    if (page.ids.length === 0) return;
    await target.upsert(page, deadline.rest());
    onProgress(offset + page.ids.length);
  }
}

/** The user's metadata with the model that this package keeps there. */
export function wholeMetadata(source: ChromaCollection): Metadata | null {
  const stored = source instanceof StoredCollection ? source.description.metadata : source.metadata;
  const whole = metadataForReplacement(source.metadata ?? {}, stored);
  return Object.keys(whole).length === 0 ? null : whole;
}
