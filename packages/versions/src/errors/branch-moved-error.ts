import { StemmaError } from "@stemma/core";

/** Someone else committed to the branch since this working copy last saw it, code `"BRANCH_MOVED"`. Nothing was done. */
export class BranchMovedError extends StemmaError {
  constructor(branch: string, options: { cause?: unknown } = {}) {
    super(`the branch "${branch}" has commits that this working copy has not seen`, {
      code: "BRANCH_MOVED",
      advice: "Take them over with `update`, then repeat the command.",
      ...options,
    });
  }
}
