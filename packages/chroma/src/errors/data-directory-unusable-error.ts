import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The data directory can't be read or written, code `"DATA_DIRECTORY_UNUSABLE"`: damaged, read-only, full, or deleted while it was open. */
export class DataDirectoryUnusableError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "DATA_DIRECTORY_UNUSABLE",
      advice:
        "See that the directory can be written and its disk has room. `stemma doctor` says what is damaged; `stemma repair` heals vector indexes.",
      ...options,
    });
  }
}
