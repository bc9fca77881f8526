import type { UnfinishedRun } from "@stemma/pipeline";

/** What became of a run that is not complete: "the last run …". */
export const outcomeWords: Record<UnfinishedRun["outcome"], string> = {
  running: "was killed",
  complete: "is complete",
  partly: "left nodes that failed",
  budget: "was stopped by its budget",
  "timed out": "ran out of time",
  interrupted: "was interrupted",
  failed: "failed",
};
