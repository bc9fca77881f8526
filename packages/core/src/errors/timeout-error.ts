import { StemmaError } from "./stemma-error.js";

/**
 * The caller's time ran out, code `"TIMEOUT"`. It says nothing of the work itself: "timed out" is not "undone", and
 * the method that throws it says in its own documentation what becomes of the work.
 */
export class TimeoutError extends StemmaError {
  readonly operationName: string;
  readonly timeoutMs: number;

  constructor(operationName: string, timeoutMs: number, options: { cause?: unknown; advice?: string } = {}) {
    super(`${operationName} did not finish within ${timeoutMs} ms`, {
      code: "TIMEOUT",
      retryable: true,
      ...options,
    });
    this.operationName = operationName;
    this.timeoutMs = timeoutMs;
  }
}
