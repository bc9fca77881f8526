import type { RunOutcome } from "./run-record.js";

/** What became of a run: "the last run …". */
export const outcomeWords: Readonly<Record<RunOutcome, string>> = {
  running: "was killed",
  complete: "is complete",
  partly: "left nodes that failed",
  budget: "was stopped by its budget",
  "timed out": "ran out of time",
  interrupted: "was interrupted",
  failed: "failed",
};
