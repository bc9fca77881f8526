import { StemmaError } from "@stemma/core";

/** There is no merge to go on with, code `"NO_MERGE_IN_PROGRESS"`. */
export class NoMergeInProgressError extends StemmaError {
  constructor(operationName: string, options: { cause?: unknown } = {}) {
    super(`${operationName}: no merge is under way`, {
      code: "NO_MERGE_IN_PROGRESS",
      advice: "Start one with `merge`.",
      ...options,
    });
  }
}
