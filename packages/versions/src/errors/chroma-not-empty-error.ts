import { StemmaError } from "@stemma/core";

/** What a working copy is to be filled with would overwrite what Chroma holds, code `"DIRTY_WORKING_COPY"`. Nothing was done. */
export class ChromaNotEmptyError extends StemmaError {
  constructor(collections: number, options: { cause?: unknown } = {}) {
    super(`filling the working copy would overwrite ${collections} collections that Chroma holds already`, {
      code: "DIRTY_WORKING_COPY",
      advice:
        "Fill an empty Chroma, at another place; or keep what is there as uncommitted changes (`attach`, once the history is here).",
      ...options,
    });
  }
}
