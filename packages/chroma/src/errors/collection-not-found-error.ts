import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** There is no such collection (any more), code `"COLLECTION_NOT_FOUND"`. */
export class CollectionNotFoundError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "COLLECTION_NOT_FOUND", ...options });
  }
}
