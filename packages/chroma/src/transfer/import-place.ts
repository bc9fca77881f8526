import { type CallOptions, Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import { pagesOf } from "./pages.js";
import { recordBatches } from "./record-batches.js";
import { headerOf, targetCollection } from "./target-collection.js";
import type { TransferRecord } from "./transfer-record.js";

/** How collections of another Chroma are taken over. There is no time limit unless `timeoutMs` is given. */
export interface ImportPlaceOptions extends CallOptions {
  /** Records read and written at a time. Default 500. */
  readonly pageSize?: number | undefined;
  /** Told after each page. */
  readonly onProgress?: ((collection: string, done: number, total: number) => void) | undefined;
}

/**
 * Copies all collections of another Chroma, with their vectors, metadata and settings, a page in memory at a time. A collection
 * that is here already takes the records in, those of equal ids are replaced: so the same call finishes what was interrupted.
 *
 * @returns how many records each collection had.
 */
export async function importPlace(
  chroma: ChromaService,
  source: ChromaService,
  options: ImportPlaceOptions = {},
): Promise<ReadonlyMap<string, number>> {
  const { pageSize = 500, onProgress } = options;
  const deadline = new Deadline(`ImportPlace_${source.location}`, options);
  const copied = new Map<string, number>();
  for (const collection of await source.listCollections({}, deadline.rest())) {
    const { name } = collection;
    const total = await collection.count(deadline.rest());
    const target = await targetCollection(chroma, headerOf(collection), {}, deadline);
    let done = 0;
    for await (const batch of recordBatches(recordsOf(collection, pageSize, deadline), pageSize)) {
      await target.upsert(batch, deadline.rest());
      done += batch.ids.length;
      onProgress?.(name, done, total);
      deadline.check();
    }
    copied.set(name, done);
  }
  return copied;
}

/** A collection's records one by one. */
async function* recordsOf(
  collection: ChromaCollection,
  pageSize: number,
  deadline: Deadline,
): AsyncGenerator<TransferRecord> {
  let line = 0;
  for await (const { ids, documents, metadatas, uris, embeddings, dimension } of pagesOf(
    collection,
    pageSize,
    deadline,
  )) {
    for (const [row, id] of ids.entries()) {
      line += 1;
      yield {
        line,
        id,
        document: documents[row] ?? null,
        metadata: metadatas[row] ?? null,
        uri: uris[row] ?? null,
        embedding: dimension === 0 ? null : embeddings.subarray(row * dimension, (row + 1) * dimension),
      };
    }
  }
}
