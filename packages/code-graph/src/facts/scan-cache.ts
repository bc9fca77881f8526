import { closeSync, fstatSync, openSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { ClosedError, randomHexId } from "@stemma/core";
import { decodeFactsBody, encodeFactsLine } from "./facts-line.js";
import { type AddedFacts, FACTS_VERSION, type FactsStore } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";
import { findLines, type LineSpan, readFully } from "./find-lines.js";
import type { LastScan, ScanRecord } from "./scan-record.js";

const HEADER = `stemma facts ${FACTS_VERSION}\n`;
/** Facts that no scan asks for are kept for the way back to another branch, up to this many more than are in use. */
const SPARE_ENTRIES = 500;
/** So small a file is not written anew for what is spare in it. */
const SPARE_BYTES = 1 << 20;
const WRITE_BYTES = 1 << 20;
/** No language has this name. */
const LAST_SCAN = "last-scan";
const NO_FACTS: AddedFacts = { size: 0, lines: () => [] };

/**
 * What scans found, in one file: facts of texts, where files led to, and the last scan's record; a line each: key, checksum,
 * JSON. Scans append; what was cut off by a crash or does not fit its checksum counts as unknown and is found again, so the
 * file can't make a graph wrong. When most of it is unused it is written anew beside and renamed. In memory there is only
 * where each line lies.
 *
 * @example
 * ```ts
 * await using facts = await ScanCache.open(".stemma/facts.log");
 * await scanTree(root, graph, { facts });
 * ```
 */
export class ScanCache implements FactsStore {
  readonly #path: string;
  #lines = new Map<string, LineSpan>();
  /** `null` as long as there is no file, or none of this release. */
  #file: number | null = null;
  #lastScan: LastScan | null = null;
  #isClosed = false;
  #bytes = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens the file, or begins an empty one with the first scan; its folder must exist. A file of another release counts as empty. */
  // eslint-disable-next-line @typescript-eslint/require-await -- rejects rather than throws
  static async open(path: string): Promise<ScanCache> {
    const facts = new ScanCache(path);
    facts.#load();
    return facts;
  }

  read(key: string): FileFacts | null {
    return this.#readLine(key) as FileFacts | null;
  }

  has(key: string): boolean {
    this.#checkOpen();
    return this.#lines.has(key);
  }

  get lastScan(): LastScan | null {
    return this.#lastScan;
  }

  async finishScan(added: AddedFacts, usedKeys: ReadonlySet<string>, record: ScanRecord): Promise<void> {
    this.#checkOpen();
    if (this.#file === null || this.#isMostlyUnused(added, usedKeys))
      await this.#rewrite(added, usedKeys, record);
    else if (added.size > 0 || !this.#isLastRecord(record)) await this.#append(added, record);
    else return;
    this.#load();
  }

  async distrust(): Promise<void> {
    this.#checkOpen();
    if (this.#lastScan === null) return;
    await this.#append(NO_FACTS, {});
    this.#load();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#lines.clear();
    this.#release();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #isLastRecord(record: ScanRecord): boolean {
    if (this.#lastScan === null) return false;
    const { graph, tree, files, findings, documentation, maskVersion } = this.#lastScan;
    const last: ScanRecord = { graph, tree, files, findings, documentation, maskVersion };
    return JSON.stringify(record) === JSON.stringify(last);
  }

  #readLine(key: string): object | null {
    this.#checkOpen();
    const span = this.#lines.get(key);
    if (span === undefined || this.#file === null) return null;
    const body = readFully(this.#file, span.at, span.length);
    const content = decodeFactsBody(key, body) as object | null;
    if (content === null) this.#lines.delete(key);
    return content;
  }

  /** Whether more lines than are needed are spare, or lines of which newer ones took the place take more room than all others. */
  #isMostlyUnused(added: AddedFacts, usedKeys: ReadonlySet<string>): boolean {
    const spare = this.#lines.size + added.size - usedKeys.size;
    if (spare > usedKeys.size + SPARE_ENTRIES) return true;
    let bytes = 0;
    for (const [key, { length }] of this.#lines) bytes += key.length + length;
    return this.#bytes > 2 * bytes + SPARE_BYTES;
  }

  /** Finds where each line lies; another process may have written since. */
  #load(): void {
    this.#release();
    this.#lines = new Map();
    this.#lastScan = null;
    let file: number;
    try {
      file = openSync(this.#path, "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    if (readFully(file, 0, HEADER.length).toString("latin1") !== HEADER) {
      closeSync(file);
      return;
    }
    this.#file = file;
    this.#bytes = fstatSync(file).size;
    this.#lines = findLines(file, HEADER.length);
    const span = this.#lines.get(LAST_SCAN);
    this.#lines.delete(LAST_SCAN);
    if (span === undefined) return;
    const body = readFully(file, span.at, span.length);
    const record = decodeFactsBody(LAST_SCAN, body) as Partial<ScanRecord> | null;
    if (record?.tree === undefined) return;
    this.#lastScan = { ...(record as ScanRecord), readKept: (key) => this.#readLine(key) };
  }

  async #append(added: AddedFacts, record: object): Promise<void> {
    const handle = await open(this.#path, "a");
    try {
      // The line before may have been cut off by a crash: an empty line does no harm.
      await writeAll(handle, "\n", added.lines(), recordLine(record));
    } finally {
      await handle.close();
    }
  }

  async #rewrite(added: AddedFacts, usedKeys: ReadonlySet<string>, record: object): Promise<void> {
    const temporary = `${this.#path}.${randomHexId(6)}.tmp`;
    try {
      const handle = await open(temporary, "wx");
      try {
        await writeAll(handle, HEADER, this.#usedLines(usedKeys), added.lines(), recordLine(record));
      } finally {
        await handle.close();
      }
      // Systems that don't rename onto an open file need it released first.
      this.#release();
      await rename(temporary, this.#path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  *#usedLines(usedKeys: ReadonlySet<string>): Generator<readonly [string, Buffer]> {
    if (this.#file === null) return;
    for (const [key, { at, length }] of this.#lines) {
      if (!usedKeys.has(key)) continue;
      const body = readFully(this.#file, at, length);
      yield [key, Buffer.concat([Buffer.from(`${key} `), body, Buffer.from("\n")])];
    }
  }

  #release(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new ClosedError(`The scan cache ${this.#path}`);
  }
}

function recordLine(record: object): (readonly [string, Buffer])[] {
  return [[LAST_SCAN, encodeFactsLine(LAST_SCAN, record)]];
}

/** Writes lines in pieces of bounded size and makes sure that they are on the disk. */
async function writeAll(
  handle: FileHandle,
  first: string,
  ...sources: readonly Iterable<readonly [string, Buffer]>[]
): Promise<void> {
  let pending: Buffer[] = [Buffer.from(first)];
  let bytes = 0;
  for (const source of sources)
    for (const [, line] of source) {
      pending.push(line);
      bytes += line.length;
      if (bytes < WRITE_BYTES) continue;
      await handle.appendFile(Buffer.concat(pending));
      pending = [];
      bytes = 0;
    }
  await handle.appendFile(Buffer.concat(pending));
  await handle.datasync();
}
