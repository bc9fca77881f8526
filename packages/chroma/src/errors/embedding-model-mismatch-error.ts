import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The collection holds vectors of another model, code `"EMBEDDING_MODEL_MISMATCH"`: distances between two models' vectors mean nothing. */
export class EmbeddingModelMismatchError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "EMBEDDING_MODEL_MISMATCH",
      advice: "Use the embedder that the collection names, or make another collection.",
      ...options,
    });
  }
}
