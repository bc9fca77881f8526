import { type CallOptions, Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import { checkRecords } from "./check-records.js";
import { BadRecordError } from "./errors/bad-record-error.js";
import { readJsonLines } from "./json-lines/read-json-lines.js";
import { recordBatches } from "./record-batches.js";
import type { TransferRecord } from "./transfer-record.js";

/** How lines are added. There is no time limit unless `timeoutMs` is given. */
export interface AddJsonLinesOptions extends CallOptions {
  /** Whether the collection was opened with an embedder, so that records need no vectors. Default `false`. */
  readonly canEmbed?: boolean | undefined;
  /** Put in place of a record with the same id; else that one stays as it is. Default `false`. */
  readonly replaces?: boolean | undefined;
  /** Told of each line that is no record; it is passed over. */
  readonly onBadRecord?: ((bad: BadRecordError) => void) | undefined;
  /** Told after each batch. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Records written at a time. Default 1,000. */
  readonly batchSize?: number | undefined;
}

/** Adds records as they come in, from standard input for example; lines that are none are told and passed over. */
export async function addJsonLines(
  collection: ChromaCollection,
  stream: AsyncIterable<Uint8Array | string>,
  options: AddJsonLinesOptions = {},
): Promise<{ readonly added: number; readonly bad: number }> {
  const { canEmbed = false, replaces = false, batchSize = 1_000, onBadRecord, onProgress } = options;
  const deadline = new Deadline(`AddJsonLines_${collection.name}`, options);
  const source = await readJsonLines(stream);
  let added = 0;
  let bad = 0;
  const good = (async function* (): AsyncGenerator<TransferRecord> {
    for await (const record of checkRecords(source.records, { canEmbed })) {
      if (record instanceof BadRecordError) {
        bad += 1;
        onBadRecord?.(record);
      } else yield record;
    }
  })();
  for await (const batch of recordBatches(good, batchSize)) {
    await (replaces ? collection.upsert(batch, deadline.rest()) : collection.add(batch, deadline.rest()));
    added += batch.ids.length;
    onProgress?.(added);
    deadline.check();
  }
  return { added, bad };
}
