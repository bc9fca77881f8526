import type { FileHandle } from "node:fs/promises";
import { decodeJson, StemmaError } from "@stemma/core";
import { type RecordBatch, RecordBatchReader } from "apache-arrow";
import { BadRecordError } from "../errors/bad-record-error.js";
import { TransferFileError } from "../errors/transfer-file-error.js";
import { optionalMetadata } from "../json-lines/parse-record.js";
import { openRegularFile } from "../open-regular-file.js";
import { parseHeader } from "../parse-header.js";
import type { TransferRecord, TransferSource } from "../transfer-record.js";
import { headerKey } from "./arrow-columns.js";
import { checkedArrowFile } from "./checked-arrow-file.js";

/** Opens an Arrow file of ours, or any with a text column `id`. Rejects with TRANSFER_FILE_UNUSABLE, also while its records are read. */
export async function readArrow(file: string): Promise<TransferSource> {
  const handle = await openRegularFile(file);
  try {
    const checked = await checkedArrowFile(file, handle);
    const reader = await decoded(file, async () => RecordBatchReader.from(checked as FileHandle));
    await decoded(file, () => reader.open());
    const { fields, metadata } = reader.schema;
    if (!fields.some(({ name }) => name === "id")) throw new TransferFileError(file, 'has no column "id"');
    const header = metadata.get(headerKey);
    return {
      header: header === undefined ? null : parseHeader(header),
      records: decodedAll(file, rows(reader as AsyncIterable<RecordBatch>)),
      async close() {
        await reader.cancel();
        // The reader closes the file at its end; when it was stopped before, that is ours.
        await handle.close();
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What Arrow's decoder throws of a file that says what can't be is an error of the file's. */
async function decoded<T>(file: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (StemmaError.isInstance(error)) throw error;
    const { message } = error as Error;
    const advice = message.includes("codec not found")
      ? "Write it without compression, as Feather's `compression='uncompressed'` does."
      : "Export or copy it again.";
    throw new TransferFileError(file, `can't be decoded: ${message}`, { cause: error, advice });
  }
}

async function* decodedAll<T>(file: string, values: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    for (;;) {
      const next = await decoded(file, () => values.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await values.return(undefined);
  }
}

async function* rows(batches: AsyncIterable<RecordBatch>): AsyncGenerator<TransferRecord | BadRecordError> {
  let line = 0;
  for await (const batch of batches) {
    const column = (name: string) => batch.getChild(name);
    const columns = {
      ids: column("id"),
      documents: column("document"),
      metadatas: column("metadata"),
      uris: column("uri"),
      embeddings: column("embedding"),
    };
    for (let row = 0; row < batch.numRows; row += 1) {
      line += 1;
      yield rowOf(line, {
        id: columns.ids?.get(row) as unknown,
        document: columns.documents?.get(row) as unknown,
        metadata: columns.metadatas?.get(row) as unknown,
        uri: columns.uris?.get(row) as unknown,
        embedding: columns.embeddings?.get(row) as unknown,
      });
    }
  }
}

function rowOf(line: number, cells: Readonly<Record<string, unknown>>): TransferRecord | BadRecordError {
  const { id, document, metadata, uri, embedding } = cells;
  if (typeof id !== "string" || id === "")
    return new BadRecordError(line, '"id" must be a text that is not empty');
  try {
    return {
      line,
      id,
      document: optionalText("document", document, line),
      uri: optionalText("uri", uri, line),
      metadata: metadataOf(optionalText("metadata", metadata, line), line),
      embedding: vectorOf(embedding, line),
    };
  } catch (error) {
    if (error instanceof BadRecordError) return error;
    throw error;
  }
}

function optionalText(name: string, value: unknown, line: number): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new BadRecordError(line, `"${name}" must be a text`);
  return value;
}

function metadataOf(text: string | null, line: number): TransferRecord["metadata"] {
  if (text === null) return null;
  let value: unknown;
  try {
    value = decodeJson(text);
  } catch (error) {
    throw new BadRecordError(line, `"metadata" is no JSON: ${(error as Error).message}`);
  }
  return optionalMetadata(value, { number: line });
}

/** A list of numbers of any width; a view into the batch where they are float32. */
function vectorOf(value: unknown, line: number): Float32Array | null {
  if (value === undefined || value === null) return null;
  const numbers = (value as { toArray?(): unknown }).toArray?.();
  const vector =
    numbers instanceof Float32Array
      ? numbers
      : numbers instanceof Float64Array || Array.isArray(numbers)
        ? Float32Array.from(numbers as ArrayLike<number>)
        : null;
  if (vector === null || vector.length === 0 || !vector.every(Number.isFinite))
    throw new BadRecordError(line, '"embedding" must be a list of float32 numbers');
  return vector;
}
