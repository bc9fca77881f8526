import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** An embedder could not make vectors, code `"EMBEDDING_FAILED"`: the function threw, the endpoint failed or answered nonsense. Nothing was written. */
export class EmbeddingFailedError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "EMBEDDING_FAILED", ...options });
  }
}
