import { StemmaError } from "@stemma/core";

/** The index lies on a Chroma server, which has no history here, code `"HISTORY_UNAVAILABLE"`. Nothing was done. */
export class HistoryUnavailableError extends StemmaError {
  constructor(url: string) {
    super(`The index on the Chroma server ${url} has no history: only an index in the state directory has`, {
      code: "HISTORY_UNAVAILABLE",
      advice:
        "Leave out --chroma, STEMMA_CHROMA and the configuration's `chroma`, and document the tree again",
    });
  }
}
