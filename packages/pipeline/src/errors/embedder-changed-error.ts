import { StemmaError } from "@stemma/core";

/** The index has vectors of another model than the one that is configured, code `"EMBEDDER_CHANGED"`. Nothing was changed. */
export class EmbedderChangedError extends StemmaError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, {
      code: "EMBEDDER_CHANGED",
      advice:
        "Bring the index to the configured model: stemma reindex. Or configure the one that it has (embedder.second).",
      ...options,
    });
  }
}
