import { createHash } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { ClosedError, randomHexId } from "@stemma/core";
import { FACTS_VERSION, type FactsStore } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";

const HEADER = `stemma facts ${FACTS_VERSION}\n`;
const CHECKSUM_LENGTH = 16;
/** Facts that no scan asks for are kept for the way back to another branch, up to this many more than are in use. */
const SPARE_ENTRIES = 500;

/**
 * Facts in one file, a line each: key, checksum, JSON. Scans append; what was cut off by a crash or does not fit its
 * checksum counts as unknown and is parsed again, so the file can't make a graph wrong. When most of it is unused it is
 * written anew beside and renamed.
 *
 * @example
 * ```ts
 * await using facts = await FactsFile.open(".stemma/facts.log");
 * await scanTree(root, graph, { facts });
 * ```
 */
export class FactsFile implements FactsStore {
  readonly #path: string;
  readonly #lines = new Map<string, Buffer>();
  #hasHeader: boolean;
  #isClosed = false;

  private constructor(path: string, content: Buffer) {
    this.#path = path;
    this.#hasHeader = content.subarray(0, HEADER.length).equals(Buffer.from(HEADER));
    if (!this.#hasHeader) return;
    for (let start = HEADER.length; start < content.length; ) {
      const found = content.indexOf(10, start);
      const end = found === -1 ? content.length : found;
      const space = content.indexOf(32, start);
      if (space !== -1 && space < end)
        this.#lines.set(content.toString("latin1", start, space), content.subarray(space + 1, end));
      start = end + 1;
    }
  }

  /** Opens the file, or begins an empty one with the first scan; its folder must exist. A file of another release counts as empty. */
  static async open(path: string): Promise<FactsFile> {
    try {
      return new FactsFile(path, await readFile(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return new FactsFile(path, Buffer.alloc(0));
      throw error;
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for stores that are
  async read(keys: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
    this.#checkOpen();
    const found = new Map<string, FileFacts>();
    for (const key of keys) {
      const line = this.#lines.get(key);
      const facts = line === undefined ? null : decode(line);
      if (facts !== null) found.set(key, facts);
      else this.#lines.delete(key);
    }
    return found;
  }

  async finishScan(added: ReadonlyMap<string, FileFacts>, usedKeys: Iterable<string>): Promise<void> {
    this.#checkOpen();
    const fresh = new Map<string, Buffer>();
    for (const [key, facts] of added) fresh.set(key, encode(facts));
    for (const [key, line] of fresh) this.#lines.set(key, line);
    const used = new Set(usedKeys);
    const spare = this.#lines.size - used.size;
    if (!this.#hasHeader || spare > used.size + SPARE_ENTRIES) {
      for (const key of [...this.#lines.keys()]) if (!used.has(key)) this.#lines.delete(key);
      await this.#rewrite();
    } else if (fresh.size > 0) await this.#append(fresh);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#lines.clear();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #append(fresh: ReadonlyMap<string, Buffer>): Promise<void> {
    const handle = await open(this.#path, "a");
    try {
      // The line before may have been cut off by a crash: an empty line does no harm.
      await handle.appendFile(Buffer.concat([Buffer.from("\n"), ...join(fresh)]));
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  async #rewrite(): Promise<void> {
    const temporary = `${this.#path}.${randomHexId(6)}.tmp`;
    try {
      const handle = await open(temporary, "wx");
      try {
        await handle.writeFile(Buffer.concat([Buffer.from(HEADER), ...join(this.#lines)]));
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.#path);
      this.#hasHeader = true;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new ClosedError(`The facts file ${this.#path}`);
  }
}

function join(lines: ReadonlyMap<string, Buffer>): Buffer[] {
  return [...lines].flatMap(([key, line]) => [Buffer.from(`${key} `), line, Buffer.from("\n")]);
}

function encode(facts: FileFacts): Buffer {
  const json = JSON.stringify(facts);
  return Buffer.from(`${checksum(json)}${json}`);
}

function decode(line: Buffer): FileFacts | null {
  const json = line.subarray(CHECKSUM_LENGTH);
  if (line.toString("latin1", 0, CHECKSUM_LENGTH) !== checksum(json)) return null;
  return JSON.parse(json.toString()) as FileFacts;
}

function checksum(content: string | Buffer): string {
  return createHash("sha1").update(content).digest("hex").slice(0, CHECKSUM_LENGTH);
}
