import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** Chroma refuses the arguments, code `"INVALID_ARGUMENT"`; the message says which and why. */
export class ChromaInvalidArgumentError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "INVALID_ARGUMENT", ...options });
  }
}
