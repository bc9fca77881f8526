import { TemporaryFile } from "../spool/temporary-file.js";
import { decodeFactsBody, encodeFactsLine } from "./facts-line.js";
import type { AddedFacts } from "./facts-store.js";
import { heldFactsWeight, weightOf } from "./facts-weight.js";
import type { FileFacts } from "./file-facts.js";

interface Line {
  readonly isKept: boolean;
  readonly at: number;
  readonly length: number;
}

/** The facts of the files that one scan parsed, by key: the first ones in memory, so that a small scan writes nothing, all others on disk. */
export class FactsSpool implements AddedFacts {
  readonly #file: TemporaryFile;
  readonly #lines = new Map<string, Line>();
  readonly #inMemory = new Map<string, { readonly facts: FileFacts; readonly isKept: boolean }>();
  /** As long as facts weigh no more than this, they stay in memory. */
  readonly #mostWeight = heldFactsWeight();
  #weight = 0;
  #kept = 0;

  /** @throws {@link SpoolFailedError} `SPOOL_FAILED`, here and in all that follows. */
  constructor(folder: string) {
    this.#file = new TemporaryFile(folder);
  }

  get size(): number {
    return this.#kept;
  }

  /** @param isKept - whether the facts are good for later scans, too. */
  add(key: string, facts: FileFacts, { isKept }: { readonly isKept: boolean }): void {
    if (this.#lines.has(key) || this.#inMemory.has(key)) return;
    if (isKept) this.#kept++;
    this.#weight += weightOf(facts);
    if (this.#weight <= this.#mostWeight) {
      this.#inMemory.set(key, { facts, isKept });
      return;
    }
    const line = encodeFactsLine(key, facts);
    this.#lines.set(key, { isKept, at: this.#file.append(line), length: line.length });
  }

  read(key: string): FileFacts | null {
    const inMemory = this.#inMemory.get(key);
    if (inMemory !== undefined) return inMemory.facts;
    const line = this.#lines.get(key);
    if (line === undefined) return null;
    const start = key.length + 1;
    return decodeFactsBody(
      key,
      this.#file.read(line.at + start, line.length - start - 1),
    ) as FileFacts | null;
  }

  *lines(): Generator<readonly [key: string, line: Buffer]> {
    for (const [key, { facts, isKept }] of this.#inMemory)
      if (isKept) yield [key, encodeFactsLine(key, facts)];
    for (const [key, { isKept, at, length }] of this.#lines)
      if (isKept) yield [key, this.#file.read(at, length)];
  }

  /** Gives the room back; idempotent. */
  close(): void {
    this.#lines.clear();
    this.#inMemory.clear();
    this.#file.close();
  }
}
