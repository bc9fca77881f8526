import type { NativeView } from "@stemma/native";
import type { PythonCall } from "../python-call.js";
import type { FunctionTable } from "../tape/function-table.js";
import { TapeWriter } from "../tape/tape-writer.js";
import { type FirstIndices, ValueEncoder } from "../tape/value-encoder.js";
import { callFlag } from "./outcome.js";

/** Calls that are encoded but not yet handed over: one record after the other on one tape. */
export class Submission {
  readonly #tape = new TapeWriter();
  readonly #functions: FunctionTable;
  readonly #values: ValueEncoder;

  constructor(functions: FunctionTable) {
    this.#functions = functions;
    this.#values = new ValueEncoder(this.#tape, functions);
  }

  get isEmpty(): boolean {
    return this.#tape.length === 0;
  }

  /**
   * Appends one record with one call, or with a list of calls; on an error nothing of it stays. The layout is read by
   * `Attachment::read_request` and `run_call`.
   *
   * @throws {@link TypeError} when an argument has no Python form.
   */
  append(id: number, work: PythonCall | readonly PythonCall[], timeoutMs: number, flags: number): void {
    const tape = this.#tape;
    const start = tape.length;
    const first = { view: this.#values.views.length, function: this.#functions.next };
    try {
      const sizeAt = tape.reserveUint32();
      tape.uint32(id);
      tape.float64(Number.isFinite(timeoutMs) ? timeoutMs : -1);
      const isBatch = Array.isArray(work);
      tape.byte(isBatch ? flags | callFlag.batch : flags);
      tape.uint32(first.view);
      const viewsAt = tape.reserveUint32();
      tape.uint32(first.function);
      const functionsAt = tape.reserveUint32();
      if (isBatch) this.#batch(work as readonly PythonCall[], first);
      else this.#call(work as PythonCall, first);
      tape.patchUint32(viewsAt, this.#values.views.length - first.view);
      tape.patchUint32(functionsAt, this.#functions.next - first.function);
      tape.patchUint32(sizeAt, tape.length - start - 4);
    } catch (error) {
      tape.truncate(start);
      this.#values.truncateViews(first.view);
      this.#functions.truncate(first.function);
      throw error;
    }
  }

  #batch(calls: readonly PythonCall[], first: FirstIndices): void {
    this.#tape.uint32(calls.length);
    for (const call of calls) {
      const sizeAt = this.#tape.reserveUint32();
      const start = this.#tape.length;
      this.#call(call, first);
      this.#tape.patchUint32(sizeAt, this.#tape.length - start);
    }
  }

  #call(call: PythonCall, first: FirstIndices): void {
    this.#tape.text(call.module);
    this.#tape.text(call.name);
    this.#values.encode(call.args ?? [], first);
    this.#values.encode(call.kwargs, first);
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
