import { TemporaryFile } from "../spool/temporary-file.js";
import { decodeFactsBody, encodeFactsLine } from "./facts-line.js";
import type { AddedFacts } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";

interface Line {
  readonly at: number;
  readonly length: number;
}

/** The facts of the files that one scan parsed, on disk, by key. */
export class FactsSpool implements AddedFacts {
  readonly #file: TemporaryFile;
  readonly #lines = new Map<string, Line>();

  /** @throws {SpoolFailedError} code `"SPOOL_FAILED"`, here and in all that follows. */
  constructor(folder: string) {
    this.#file = new TemporaryFile(folder);
  }

  get size(): number {
    return this.#lines.size;
  }

  add(key: string, facts: FileFacts): void {
    if (this.#lines.has(key)) return;
    const line = encodeFactsLine(key, facts);
    this.#lines.set(key, { at: this.#file.append(line), length: line.length });
  }

  read(key: string): FileFacts | null {
    const line = this.#lines.get(key);
    if (line === undefined) return null;
    const start = key.length + 1;
    return decodeFactsBody(key, this.#file.read(line.at + start, line.length - start - 1));
  }

  *lines(): Generator<readonly [key: string, line: Buffer]> {
    for (const [key, { at, length }] of this.#lines) yield [key, this.#file.read(at, length)];
  }

  /** Gives the room back; idempotent. */
  close(): void {
    this.#lines.clear();
    this.#file.close();
  }
}
