import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { randomHexId } from "@stemma/core";
import { SpoolFailedError } from "../errors/spool-failed-error.js";

/** Small pieces are written together. */
const BUFFER_BYTES = 1 << 20;

/**
 * A file that lives as long as the scan, to hold what would not fit into memory. It is taken out of its folder as soon as
 * it is open, so that nothing stays behind when the process is killed (Windows keeps it until `close`).
 *
 * Read and written at once rather than in the background: it is in the system's cache, and its readers can't wait.
 */
export class TemporaryFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #file: number;
  /** Made by the first piece: most scans write none. */
  #buffer: Buffer | undefined;
  #buffered = 0;
  #written = 0;
  #isClosed = false;

  /** @throws {@link SpoolFailedError} `SPOOL_FAILED`. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, `stemma-scan-${randomHexId(8)}.tmp`);
    this.#file = this.#attempt(() => openSync(this.#path, "wx+", 0o600));
    this.#unlink();
  }

  get size(): number {
    return this.#written + this.#buffered;
  }

  /** Adds bytes at the end and gives where they begin. */
  append(bytes: Uint8Array): number {
    const at = this.size;
    if (this.#buffered + bytes.length > BUFFER_BYTES) this.#flush();
    if (bytes.length > BUFFER_BYTES) this.#write(bytes);
    else {
      this.#buffer ??= Buffer.allocUnsafe(BUFFER_BYTES);
      this.#buffer.set(bytes, this.#buffered);
      this.#buffered += bytes.length;
    }
    return at;
  }

  read(at: number, length: number): Buffer {
    if (at + length > this.#written) this.#flush();
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const count = this.#attempt(() => readSync(this.#file, bytes, done, length - done, at + done));
      if (count === 0) break;
      done += count;
    }
    return done === length ? bytes : bytes.subarray(0, done);
  }

  /** Gives the room back; idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#file);
    this.#unlink();
  }

  #flush(): void {
    const length = this.#buffered;
    this.#buffered = 0;
    if (this.#buffer !== undefined) this.#write(this.#buffer.subarray(0, length));
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const count = this.#attempt(() =>
        writeSync(this.#file, bytes, done, bytes.length - done, this.#written),
      );
      done += count;
      this.#written += count;
    }
  }

  #unlink(): void {
    try {
      unlinkSync(this.#path);
    } catch {
      // Gone already, or a system that does not let go of open files: then at the end.
    }
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new SpoolFailedError(this.#folder, error);
    }
  }
}
