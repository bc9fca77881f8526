import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/**
 * A collection's vector index was damaged and is set aside, code `"INDEX_DAMAGED"`; or records have no vector since one was
 * lost. Texts and metadata can be read, and other collections used, until it is repaired.
 */
export class IndexDamagedError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, {
      code: "INDEX_DAMAGED",
      advice:
        "Heal it: `stemma repair` for a documented tree, `stemma repair --data <directory>` for any other, `repairDirectory` in a program. It embeds nothing.",
      ...options,
    });
  }
}
