import { type FileHandle, open } from "node:fs/promises";
import { decodeJson } from "@stemma/core";
import { type RecordBatch, RecordBatchReader } from "apache-arrow";
import { BadRecordError } from "../errors/bad-record-error.js";
import { TransferFileError } from "../errors/transfer-file-error.js";
import { optionalMetadata } from "../json-lines/parse-record.js";
import { parseHeader } from "../parse-header.js";
import type { TransferRecord, TransferSource } from "../transfer-record.js";
import { headerKey } from "./arrow-columns.js";

const magic = "ARROW1";

/** Opens an Arrow file of ours, or any with a text column `id`. Rejects with TRANSFER_FILE_UNUSABLE. */
export async function readArrow(file: string): Promise<TransferSource> {
  const handle = await open(file).catch((error: unknown) => {
    throw new TransferFileError(file, "can't be read", { cause: error });
  });
  try {
    await requireWhole(file, handle);
    const reader = await RecordBatchReader.from(handle);
    await reader.open();
    const { fields, metadata } = reader.schema;
    if (!fields.some(({ name }) => name === "id")) throw new TransferFileError(file, 'has no column "id"');
    const header = metadata.get(headerKey);
    return {
      header: header === undefined ? null : parseHeader(header),
      records: rows(reader as AsyncIterable<RecordBatch>),
      async close() {
        await reader.cancel();
        // The reader closes the file at its end; when it was stopped before, that is ours.
        await handle.close().catch(() => undefined);
      },
    };
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

/** The magic word stands at both ends; a file that was cut off has no end. */
async function requireWhole(file: string, handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const read = async (position: number): Promise<string> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, position);
    return buffer.toString("latin1", 0, bytesRead);
  };
  if ((await read(0)) !== magic) throw new TransferFileError(file, "is no Arrow file");
  if ((await read(Math.max(0, size - magic.length))) !== magic) {
    throw new TransferFileError(file, "is not whole", { advice: "Export or copy it again." });
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
