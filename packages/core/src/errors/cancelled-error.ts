import { StemmaError } from "./stemma-error.js";

/** The caller's `AbortSignal` fired, code `"CANCELLED"`; the signal's reason is the `cause`. */
export class CancelledError extends StemmaError {
  readonly operationName: string;

  constructor(operationName: string, reason?: unknown) {
    super(`${operationName} was cancelled`, { code: "CANCELLED", cause: reason });
    this.operationName = operationName;
  }
}
