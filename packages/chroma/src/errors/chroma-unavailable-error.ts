import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** Chroma could not be asked at all, code `"CHROMA_UNAVAILABLE"`: Python is busy, stuck or closed, or the server is not there. Nothing was done. */
export class ChromaUnavailableError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "CHROMA_UNAVAILABLE", retryable: true, ...options });
  }
}
