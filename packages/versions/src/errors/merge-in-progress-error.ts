import { StemmaError } from "@stemma/core";

/** A merge waits for its conflicts to be resolved, code `"MERGE_IN_PROGRESS"`. Nothing was done. */
export class MergeInProgressError extends StemmaError {
  constructor(operationName: string, options: { cause?: unknown } = {}) {
    super(`${operationName} can't run while a merge waits for its conflicts to be resolved`, {
      code: "MERGE_IN_PROGRESS",
      advice:
        "See its conflicts (`merge`), decide them (`resolve`, `merge --strategy`) and make it (`merge --continue`), or forget it (`merge --abort`).",
      ...options,
    });
  }
}
