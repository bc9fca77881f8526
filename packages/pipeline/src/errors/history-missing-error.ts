import { StemmaError } from "@stemma/core";

/** The index has no place in a history yet, code `"HISTORY_MISSING"`. Nothing was done. */
export class HistoryMissingError extends StemmaError {
  /** @param mayBeThere - A history is known to be there, or a server was not asked. */
  constructor(root: string, mayBeThere: boolean) {
    super(`${root} has no ${mayBeThere ? "place in a history" : "history"} yet`, {
      code: "HISTORY_MISSING",
      advice: mayBeThere
        ? "Take a place in the one that is there: stemma attach; or begin one: stemma document"
        : 'Begin it: stemma document, or stemma commit -m "…"',
    });
  }
}
