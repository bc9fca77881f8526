import type { TapeReader } from "../tape/tape-reader.js";
import type { DecodeTables, ValueDecoder } from "../tape/value-decoder.js";
import { outcome } from "./outcome.js";
import { undecodable } from "./undecodable.js";

/** How a call ended: `value` is the result, the description of an exception, or `null`, by `code`. */
export interface CallOutcome {
  readonly code: number;
  readonly value: unknown;
}

/** Reads results from the tape. One that JavaScript can't hold becomes the description of why: nothing throws. */
export class ResultReader {
  readonly #tape: TapeReader;
  readonly #values: ValueDecoder;

  constructor(tape: TapeReader, values: ValueDecoder) {
    this.#tape = tape;
    this.#values = values;
  }

  /** The result of one call; the tape may end in the middle of it. */
  read(code: number, tables: DecodeTables): CallOutcome {
    if (code > outcome.unencodable) return { code, value: null };
    try {
      return { code, value: this.#values.decode(tables) };
    } catch (error) {
      return { code: outcome.unencodable, value: undecodable(error) };
    }
  }

  /** The results of a batch as one value. The layout is written by `run_batch` in `native/src/python/thread`. */
  readBatch(code: number, tables: DecodeTables): CallOutcome {
    if (code !== outcome.value) return this.read(code, tables);
    const results: CallOutcome[] = [];
    for (let left = this.#tape.uint32(); left > 0; left--) {
      const entryCode = this.#tape.byte();
      const size = this.#tape.uint32();
      const end = this.#tape.position + size;
      results.push(this.read(entryCode, tables));
      this.#tape.position = end;
    }
    return { code, value: results };
  }
}
