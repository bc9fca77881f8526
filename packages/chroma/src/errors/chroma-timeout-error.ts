import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The operation did not finish in its time, code `"TIMEOUT"`. It is not undone: a write that had begun may still be applied. Repeat with `upsert`. */
export class ChromaTimeoutError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "TIMEOUT", retryable: true, ...options });
  }
}
