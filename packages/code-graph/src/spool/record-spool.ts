import { TemporaryFile } from "./temporary-file.js";

const CHUNK_BYTES = 1 << 20;
const LINE_BREAK = 10;

/** A list of plain records that lies on disk, a line of JSON each; can be read as often as wanted. */
export class RecordSpool<T> implements Iterable<T> {
  readonly #file: TemporaryFile;
  #length = 0;

  /** @throws {SpoolFailedError} code `"SPOOL_FAILED"`, here and in all that follows. */
  constructor(folder: string) {
    this.#file = new TemporaryFile(folder);
  }

  get length(): number {
    return this.#length;
  }

  add(record: T): void {
    this.#file.append(Buffer.from(`${JSON.stringify(record)}\n`));
    this.#length++;
  }

  *[Symbol.iterator](): Generator<T> {
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
    this.#file.close();
  }
}
