import type { CallOptions } from "@stemma/core";

/** A Python function by module and (dotted) name, with its arguments. */
export interface PythonCall {
  readonly module: string;
  readonly name: string;
  readonly args?: readonly unknown[];
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** The library whose table {@link PythonContext.fromArrow} makes; `"pandas"` needs pyarrow, too. */
export type ArrowTableKind = "pandas" | "polars" | "pyarrow";

/** `timeoutMs` defaults to 30,000, counted from the call, queue included. */
export interface ExecuteOptions extends CallOptions {
  /** Names the call in errors, logs and statistics. Default: `module.name`. */
  readonly operationName?: string | undefined;
  /**
   * Runs the call in a thread of its own beside the queue (a few of them), so that calls that release the GIL overlap:
   * they begin in the order in which they were made, and end in any. For functions that may run in any thread, and beside
   * others; what must come after such a call has to wait for it. Default false: one after the other.
   */
  readonly concurrent?: boolean | undefined;
}
