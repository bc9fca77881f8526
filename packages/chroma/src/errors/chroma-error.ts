import { StemmaError, type StemmaErrorOptions } from "@stemma/core";

/** What every failed Chroma operation carries besides its message. */
export interface ChromaErrorOptions extends Omit<StemmaErrorOptions, "code"> {
  /** The operation as the logs name it, for example `"AddDocuments_notes"`. */
  readonly operationName: string;
  /** How long the other side asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** Base of the errors of this package. A failed read is always one of these, never an empty result. */
export class ChromaError extends StemmaError {
  readonly operationName: string;
  /** How long the other side asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    { operationName, retryAfterMs, ...options }: ChromaErrorOptions & { readonly code: string },
  ) {
    super(`${operationName}: ${message}`, options);
    this.operationName = operationName;
    this.retryAfterMs = retryAfterMs;
  }
}
