import { StemmaError } from "@stemma/core";

/** Nothing has been committed for this tree yet, code `"HISTORY_MISSING"`. Nothing was done. */
export class HistoryMissingError extends StemmaError {
  constructor(root: string) {
    super(`${root} has no history yet`, {
      code: "HISTORY_MISSING",
      advice: 'Begin it with the first commit: stemma commit -m "…"',
    });
  }
}
