import { type CallOptions, Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import type { Embedder } from "../embedder/embedder.js";
import { checkRecords } from "./check-records.js";
import { BadRecordError } from "./errors/bad-record-error.js";
import { ImportRefusedError } from "./errors/import-refused-error.js";
import { openSource } from "./open-source.js";
import { recordBatches } from "./record-batches.js";
import { targetCollection } from "./target-collection.js";
import { formatOfFile, type TransferFormat } from "./transfer-format.js";
import type { TransferRecord, TransferSource } from "./transfer-record.js";

/** How many bad lines are kept for the error. */
const keptBadRecords = 100;

/** How a file is imported. There is no time limit unless `timeoutMs` is given. */
export interface ImportOptions extends CallOptions {
  /** Name of the collection. Default: the one that the file names. */
  readonly name?: string | undefined;
  /** Default: what the file's name tells (`.jsonl`, `.ndjson`, `.arrow`, `.feather`). */
  readonly format?: TransferFormat | undefined;
  /** Makes the vectors of records that have none. */
  readonly embedder?: Embedder | undefined;
  /** Records written at a time. Default 1,000. */
  readonly batchSize?: number | undefined;
  /** Told after each batch: records written so far, and how many the file has. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What an import did. */
export interface ImportedCollection {
  readonly collection: ChromaCollection;
  readonly records: number;
}

/**
 * Reads a file of records into a collection, which is made as the file describes it when there is none. The file is read twice:
 * first as a whole to check every line, with nothing written when one of them is bad; then it is written batch by batch. Vectors
 * are kept to the bit. A record whose id is there already is replaced.
 *
 * An import that failed or was killed on its way is finished by the same call again.
 *
 * Rejects with IMPORT_REFUSED, which names the bad lines; TRANSFER_FILE_UNUSABLE; EMBEDDING_MODEL_MISMATCH when the file's vectors
 * are of another model than the collection's or the embedder's; TIMEOUT, CANCELLED, or what writing rejects with.
 */
export async function importCollection(
  chroma: ChromaService,
  file: string,
  options: ImportOptions = {},
): Promise<ImportedCollection> {
  const { format = formatOfFile(file), embedder, batchSize = 1_000, onProgress } = options;
  const deadline = new Deadline(`ImportCollection_${options.name ?? file}`, options);
  const rules = { canEmbed: embedder !== undefined };
  const { header, total } = await withSource(file, format, async (source) => ({
    header: source.header,
    total: await countRecords(file, checkRecords(source.records, rules), deadline),
  }));
  const collection = await targetCollection(chroma, header, options, deadline);
  const records = await withSource(file, format, async (source) => {
    let done = 0;
    for await (const batch of recordBatches(goodRecords(checkRecords(source.records, rules)), batchSize)) {
      await collection.upsert(batch, deadline.rest());
      done += batch.ids.length;
      onProgress?.(done, total);
      deadline.check();
    }
    return done;
  });
  return { collection, records };
}

async function withSource<T>(
  file: string,
  format: TransferFormat,
  work: (source: TransferSource) => Promise<T>,
): Promise<T> {
  const source = await openSource(file, format);
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

/** @throws {@link ImportRefusedError} `IMPORT_REFUSED` */
async function countRecords(
  file: string,
  records: AsyncIterable<TransferRecord | BadRecordError>,
  deadline: Deadline,
): Promise<number> {
  const bad: BadRecordError[] = [];
  let badCount = 0;
  let count = 0;
  for await (const record of records) {
    count += 1;
    if (count % 1_000 === 0) deadline.check();
    if (!(record instanceof BadRecordError)) continue;
    badCount += 1;
    if (bad.length < keptBadRecords) bad.push(record);
  }
  if (badCount > 0) throw new ImportRefusedError(file, bad, badCount);
  return count;
}

/** The file may have been changed between its two readings. */
async function* goodRecords(
  records: AsyncIterable<TransferRecord | BadRecordError>,
): AsyncGenerator<TransferRecord> {
  for await (const record of records) {
    if (record instanceof BadRecordError) throw record;
    yield record;
  }
}
