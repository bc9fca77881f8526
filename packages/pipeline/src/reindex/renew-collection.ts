import type { ChromaCollection, ChromaService, Embedder } from "@stemma/chroma";
import { hasErrorCode } from "@stemma/core";
import { writerOf } from "../index/index-record.js";
import type { StateDirectory } from "../state/state-directory.js";
import { forgetKeptRecords, type KeptRecord, keepRecords, readKeptRecords } from "./kept-records.js";

const PAGE = 1_000;

/** A tree's collection, and the model that it is to have. */
export interface RenewedCollection {
  readonly state: StateDirectory;
  readonly chroma: ChromaService;
  readonly name: string;
  readonly embedder: Embedder;
}

/**
 * Puts an empty collection of the configured model in the place of one of another; what people wrote is kept beside it until it is in
 * the new one. What documenting makes is filled in by the next run; old vectors are in the history, where they were committed.
 */
export async function renewCollection({ state, chroma, name, embedder }: RenewedCollection): Promise<void> {
  // A renewal that was interrupted is finished first: what it keeps is nowhere else.
  if ((await readKeptRecords(state)) !== null) return;
  const held = await collectionIn(chroma, name);
  const isSame =
    held?.embeddingModel?.modelId === embedder.modelId &&
    held.embeddingModel.dimension === embedder.dimension;
  if (held === undefined || isSame) return;
  await keepRecords(state, await recordsOfPeople(held));
  await chroma.deleteCollection({ name });
}

/** The collection of the configured model, with what a renewal kept. Each step may be done twice. */
export async function openRenewed({
  state,
  chroma,
  name,
  embedder,
}: RenewedCollection): Promise<ChromaCollection> {
  const kept = await readKeptRecords(state);
  if (kept === null) return chroma.getOrCreateCollection({ name, embedder });
  const before = await collectionIn(chroma, name);
  // It was interrupted before the old one was deleted, or another model was configured since.
  if (before !== undefined && before.embeddingModel?.modelId !== embedder.modelId)
    await chroma.deleteCollection({ name });
  const collection = await chroma.getOrCreateCollection({ name, embedder });
  for (let start = 0; start < kept.length; start += PAGE) {
    const page = kept.slice(start, start + PAGE);
    await collection.upsert({
      ids: page.map(({ id }) => id),
      documents: page.map(({ document }) => document),
      metadatas: page.map(({ metadata }) => metadata ?? {}),
      embeddings: await embedder.embedFlat(page.map(({ document }) => document)),
    });
  }
  await forgetKeptRecords(state);
  return collection;
}

async function collectionIn(chroma: ChromaService, name: string): Promise<ChromaCollection | undefined> {
  try {
    return await chroma.getCollection({ name });
  } catch (error) {
    if (hasErrorCode(error, "COLLECTION_NOT_FOUND")) return undefined;
    throw error;
  }
}

async function recordsOfPeople(collection: ChromaCollection): Promise<KeptRecord[]> {
  const kept: KeptRecord[] = [];
  const count = await collection.count();
  for (let offset = 0; offset < count; offset += PAGE) {
    const page = await collection.get({ limit: PAGE, offset, include: ["documents", "metadatas"] });
    page.ids.forEach((id, position) => {
      const document = page.documents[position];
      const metadata = page.metadatas[position] ?? null;
      if (document != null && writerOf(metadata ?? {}, document) === "person")
        kept.push({ id, document, metadata });
    });
  }
  return kept;
}
