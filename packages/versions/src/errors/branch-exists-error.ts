import { StemmaError } from "@stemma/core";

/** A branch of this name is there already, code `"BRANCH_EXISTS"`. Nothing was done. */
export class BranchExistsError extends StemmaError {
  constructor(branch: string, options: { cause?: unknown } = {}) {
    super(`the branch "${branch}" exists already`, {
      code: "BRANCH_EXISTS",
      advice: "Choose another name, or delete that branch first.",
      ...options,
    });
  }
}
