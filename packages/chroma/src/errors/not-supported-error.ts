import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** This Chroma does not have the feature, code `"NOT_SUPPORTED"`. */
export class NotSupportedError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "NOT_SUPPORTED", ...options });
  }
}
