import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The vectors have another number of components than the collection, code `"DIMENSION_MISMATCH"`. The records of this call's piece were not written. */
export class DimensionMismatchError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "DIMENSION_MISMATCH",
      advice: "Embed with the model that the collection was made with, or make another collection.",
      ...options,
    });
  }
}
