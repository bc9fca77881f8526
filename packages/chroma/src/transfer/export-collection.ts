import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CallOptions, Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { GetResult } from "../model/records.js";
import { TransferFileError } from "./errors/transfer-file-error.js";
import { encodeHeader, encodePage, type JsonVectors } from "./json-lines/encode-json-lines.js";
import { pagesOf } from "./pages.js";
import { headerOf } from "./target-collection.js";
import { formatOfFile, type TransferFormat } from "./transfer-format.js";
import type { CollectionHeader } from "./transfer-record.js";

/** How a collection is exported. There is no time limit unless `timeoutMs` is given. */
export interface ExportOptions extends CallOptions {
  /** Default: what the file's name tells (`.jsonl`, `.ndjson`, `.arrow`, `.feather`). */
  readonly format?: TransferFormat | undefined;
  /** In JSON Lines. Default `numbers`. */
  readonly vectors?: JsonVectors | undefined;
  /** Records read at a time. Default 500. */
  readonly pageSize?: number | undefined;
  /** Told after each page: records so far, and how many there were at the start. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes a collection with everything it holds into a file, a page in memory at a time; vectors are kept to the bit. The file
 * appears under its name when it is whole, in place of an earlier one; a failed export leaves none.
 *
 * Rejects with TRANSFER_FILE_UNUSABLE, TIMEOUT, CANCELLED, or what reading rejects with.
 *
 * @returns how many records were written.
 */
export async function exportCollection(
  collection: ChromaCollection,
  file: string,
  options: ExportOptions = {},
): Promise<number> {
  const format = options.format ?? formatOfFile(file);
  const partial = `${file}.partial`;
  try {
    const written = await exportTo(collection, createWriteStream(partial), { ...options, format });
    await flush(partial);
    await rename(partial, file);
    return written;
  } catch (error) {
    await rm(partial, { force: true });
    if (isSystemError(error))
      throw new TransferFileError(file, `can't be written: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The same into a stream, such as standard output, which is ended with the last record. */
export async function exportTo(
  collection: ChromaCollection,
  target: Writable,
  options: ExportOptions & { readonly format: TransferFormat },
): Promise<number> {
  const { format, vectors = "numbers", pageSize = 500, onProgress } = options;
  const deadline = new Deadline(`ExportCollection_${collection.name}`, options);
  const total = await collection.count();
  let done = 0;
  const pages = (async function* (): AsyncGenerator<GetResult> {
    for await (const page of pagesOf(collection, pageSize, deadline)) {
      yield page;
      done += page.ids.length;
      onProgress?.(done, total);
      deadline.check();
    }
  })();
  const header = headerOf(collection);
  // Loaded when it is needed: it takes longer than the rest of this package.
  if (format === "arrow") await (await import("./arrow/write-arrow.js")).writeArrow(header, pages, target);
  else await pipeline(Readable.from(lines(header, pages, vectors), { objectMode: false }), target);
  return done;
}

async function* lines(
  header: CollectionHeader,
  pages: AsyncIterable<GetResult>,
  vectors: JsonVectors,
): AsyncGenerator<string> {
  yield encodeHeader(header);
  for await (const page of pages) yield encodePage(page, vectors);
}

/** Renamed before its content was on the disk, a file could be empty after a power failure. */
async function flush(file: string): Promise<void> {
  const handle = await open(file);
  await handle.sync().finally(() => handle.close());
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
