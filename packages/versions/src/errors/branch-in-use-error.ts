import { StemmaError } from "@stemma/core";

/** The branch can't be deleted while a working copy is on it, code `"BRANCH_IN_USE"`. Nothing was done. */
export class BranchInUseError extends StemmaError {
  constructor(branch: string, options: { cause?: unknown } = {}) {
    super(`the branch "${branch}" is checked out`, {
      code: "BRANCH_IN_USE",
      advice: "Switch to another branch first (`switch`); `main` stays.",
      ...options,
    });
  }
}
