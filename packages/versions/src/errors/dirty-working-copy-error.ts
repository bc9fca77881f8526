import { StemmaError } from "@stemma/core";

/** There are uncommitted changes that the operation would overwrite, code `"DIRTY_WORKING_COPY"`. Nothing was done. */
export class DirtyWorkingCopyError extends StemmaError {
  constructor(operationName: string, changes: number, options: { cause?: unknown } = {}) {
    super(`${operationName} would overwrite ${changes} uncommitted changes`, {
      code: "DIRTY_WORKING_COPY",
      advice:
        "Commit them first (`commit`), or throw them away (`reset`); `switch` also takes them along (`--mode`).",
      ...options,
    });
  }
}
