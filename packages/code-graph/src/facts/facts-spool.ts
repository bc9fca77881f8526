import { TemporaryFile } from "../spool/temporary-file.js";
import { decodeFactsBody, encodeFactsLine } from "./facts-line.js";
import type { AddedFacts } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";

interface Line {
  readonly isKept: boolean;
  readonly at: number;
  readonly length: number;
}

/** The facts of the files that one scan parsed, on disk, by key. */
export class FactsSpool implements AddedFacts {
  readonly #file: TemporaryFile;
  readonly #lines = new Map<string, Line>();
  #kept = 0;

  /** @throws {SpoolFailedError} code `"SPOOL_FAILED"`, here and in all that follows. */
  constructor(folder: string) {
    this.#file = new TemporaryFile(folder);
  }

  get size(): number {
    return this.#kept;
  }

  /** @param isKept whether the facts are good for later scans, too. */
  add(key: string, facts: FileFacts, { isKept }: { readonly isKept: boolean }): void {
    if (this.#lines.has(key)) return;
    const line = encodeFactsLine(key, facts);
    this.#lines.set(key, { isKept, at: this.#file.append(line), length: line.length });
    if (isKept) this.#kept++;
  }

  read(key: string): FileFacts | null {
    const line = this.#lines.get(key);
    if (line === undefined) return null;
    const start = key.length + 1;
    return decodeFactsBody(
      key,
      this.#file.read(line.at + start, line.length - start - 1),
    ) as FileFacts | null;
  }

  *lines(): Generator<readonly [key: string, line: Buffer]> {
    for (const [key, { isKept, at, length }] of this.#lines)
      if (isKept) yield [key, this.#file.read(at, length)];
  }

  /** Gives the room back; idempotent. */
  close(): void {
    this.#lines.clear();
    this.#file.close();
  }
}
