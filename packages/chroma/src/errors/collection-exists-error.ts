import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** A collection of this name is there already, code `"COLLECTION_EXISTS"`. Nothing was changed. */
export class CollectionExistsError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "COLLECTION_EXISTS",
      advice: "Use getOrCreateCollection, another name, or delete the collection first.",
      ...options,
    });
  }
}
