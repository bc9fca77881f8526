import { TemporaryFile } from "./temporary-file.js";

const CHUNK_BYTES = 1 << 20;
const LINE_BREAK = 10;

/** As long as records take no more than this, they stay in memory. */
const MOST_BYTES_IN_MEMORY = 4_000_000;

/**
 * A list of plain records that may be larger than memory: the first ones are held, so that a small scan writes nothing, all
 * others lie on disk, a line of JSON each. Can be read as often as wanted.
 */
export class RecordSpool<T> implements Iterable<T> {
  readonly #file: TemporaryFile;
  readonly #sizeOf: (record: T) => number;
  readonly #inMemory: T[] = [];
  #bytes = 0;
  #length = 0;

  /**
   * @param sizeOf - about how many bytes a record takes.
   * @throws {@link SpoolFailedError} `SPOOL_FAILED`, here and in all that follows.
   */
  constructor(folder: string, sizeOf: (record: T) => number) {
    this.#file = new TemporaryFile(folder);
    this.#sizeOf = sizeOf;
  }

  get length(): number {
    return this.#length;
  }

  add(record: T): void {
    this.#length++;
    this.#bytes += this.#sizeOf(record);
    if (this.#bytes <= MOST_BYTES_IN_MEMORY) this.#inMemory.push(record);
    else this.#file.append(Buffer.from(`${JSON.stringify(record)}\n`));
  }

  *[Symbol.iterator](): Generator<T> {
    yield* this.#inMemory;
    let rest: Buffer = Buffer.alloc(0);
    const { size } = this.#file;
    for (let at = 0; at < size; ) {
      const chunk = this.#file.read(at, Math.min(CHUNK_BYTES, size - at));
      at += chunk.length;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf(LINE_BREAK);
      rest = bytes.subarray(end + 1);
      if (end === -1) continue;
      for (const line of bytes.toString("utf8", 0, end).split("\n")) yield JSON.parse(line) as T;
    }
  }

  /** Gives the room back; idempotent. */
  close(): void {
    this.#inMemory.length = 0;
    this.#file.close();
  }
}
