import type { NativeView } from "@stemma/native";
import type { PythonCall } from "../python-call.js";
import { TapeWriter } from "../tape/tape-writer.js";
import { ValueEncoder } from "../tape/value-encoder.js";

/** Calls that are encoded but not yet handed over: one record after the other on one tape. */
export class Submission {
  readonly #tape = new TapeWriter();
  readonly #values = new ValueEncoder(this.#tape);

  get isEmpty(): boolean {
    return this.#tape.length === 0;
  }

  /**
   * Appends one call; on an error nothing of it stays. The layout is read by `Attachment::read_request`.
   *
   * @throws TypeError when an argument has no Python form.
   */
  append(id: number, call: PythonCall, timeoutMs: number, flags: number): void {
    const tape = this.#tape;
    const start = tape.length;
    const firstView = this.#values.views.length;
    try {
      const sizeAt = tape.reserveUint32();
      tape.uint32(id);
      tape.float64(Number.isFinite(timeoutMs) ? timeoutMs : -1);
      tape.byte(flags);
      tape.uint32(firstView);
      const viewsAt = tape.reserveUint32();
      tape.text(call.module);
      tape.text(call.name);
      this.#values.encode(call.args ?? [], firstView);
      this.#values.encode(call.kwargs, firstView);
      tape.patchUint32(viewsAt, this.#values.views.length - firstView);
      tape.patchUint32(sizeAt, tape.length - start - 4);
    } catch (error) {
      tape.truncate(start);
      this.#values.truncateViews(firstView);
      throw error;
    }
  }

  /** Passes everything to `submit`, which must copy what it keeps, and starts anew. */
  flush(submit: (tape: Uint8Array, length: number, views: readonly NativeView[]) => void): void {
    const { length } = this.#tape;
    const { views } = this.#values;
    try {
      submit(this.#tape.bytes, length, views);
    } finally {
      this.#tape.truncate(0);
      this.#values.truncateViews(0);
      this.#tape.shrink();
    }
  }
}
