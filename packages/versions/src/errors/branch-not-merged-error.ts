import { StemmaError } from "@stemma/core";

/** Deleting the branch would lose commits, code `"BRANCH_NOT_MERGED"`. Nothing was done. */
export class BranchNotMergedError extends StemmaError {
  constructor(branch: string, options: { cause?: unknown } = {}) {
    super(`the branch "${branch}" has commits that no other branch has`, {
      code: "BRANCH_NOT_MERGED",
      advice: "Merge it first, or delete it by force (`branch -d --force`).",
      ...options,
    });
  }
}
