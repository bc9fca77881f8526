import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** Chroma could not be asked at all, code `"CHROMA_UNAVAILABLE"`: Python is busy, stuck or closed, or a server is not there or breaks off. In Python nothing was done; a server may have. */
export class ChromaUnavailableError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "CHROMA_UNAVAILABLE", retryable: true, ...options });
  }
}
