import { closeSync, openSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { ClosedError, randomHexId } from "@stemma/core";
import { decodeFactsBody } from "./facts-line.js";
import { type AddedFacts, FACTS_VERSION, type FactsStore } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";
import { findLines, type LineSpan, readFully } from "./find-lines.js";

const HEADER = `stemma facts ${FACTS_VERSION}\n`;
/** Facts that no scan asks for are kept for the way back to another branch, up to this many more than are in use. */
const SPARE_ENTRIES = 500;
const WRITE_BYTES = 1 << 20;

/**
 * Facts in one file, a line each: key, checksum, JSON. Scans append; what was cut off by a crash or does not fit its
 * checksum counts as unknown and is parsed again, so the file can't make a graph wrong. When most of it is unused it is
 * written anew beside and renamed. In memory there is only where each line lies.
 *
 * @example
 * ```ts
 * await using facts = await FactsFile.open(".stemma/facts.log");
 * await scanTree(root, graph, { facts });
 * ```
 */
export class FactsFile implements FactsStore {
  readonly #path: string;
  #lines = new Map<string, LineSpan>();
  /** `null` as long as there is no file, or none of this release. */
  #file: number | null = null;
  #isClosed = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens the file, or begins an empty one with the first scan; its folder must exist. A file of another release counts as empty. */
  // eslint-disable-next-line @typescript-eslint/require-await -- rejects rather than throws
  static async open(path: string): Promise<FactsFile> {
    const facts = new FactsFile(path);
    facts.#load();
    return facts;
  }

  read(key: string): FileFacts | null {
    this.#checkOpen();
    const span = this.#lines.get(key);
    if (span === undefined || this.#file === null) return null;
    const facts = decodeFactsBody(key, readFully(this.#file, span.at, span.length));
    if (facts === null) this.#lines.delete(key);
    return facts;
  }

  async finishScan(added: AddedFacts, usedKeys: ReadonlySet<string>): Promise<void> {
    this.#checkOpen();
    const spare = this.#lines.size + added.size - usedKeys.size;
    if (this.#file === null || spare > usedKeys.size + SPARE_ENTRIES) await this.#rewrite(added, usedKeys);
    else if (added.size > 0) await this.#append(added);
    else return;
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

  /** Finds where each line lies; another process may have written since. */
  #load(): void {
    this.#release();
    this.#lines = new Map();
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
    this.#lines = findLines(file, HEADER.length);
  }

  async #append(added: AddedFacts): Promise<void> {
    const handle = await open(this.#path, "a");
    try {
      // The line before may have been cut off by a crash: an empty line does no harm.
      await writeAll(handle, "\n", added.lines());
    } finally {
      await handle.close();
    }
  }

  async #rewrite(added: AddedFacts, usedKeys: ReadonlySet<string>): Promise<void> {
    const temporary = `${this.#path}.${randomHexId(6)}.tmp`;
    try {
      const handle = await open(temporary, "wx");
      try {
        await writeAll(handle, HEADER, this.#usedLines(usedKeys), added.lines());
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
    if (this.#isClosed) throw new ClosedError(`The facts file ${this.#path}`);
  }
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
