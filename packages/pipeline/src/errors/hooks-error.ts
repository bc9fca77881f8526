import { StemmaError } from "@stemma/core";

/** git's hooks can't be used for this tree: code `"HOOKS_NO_REPOSITORY"` or `"HOOKS_UNUSABLE"`. Nothing was changed. */
export class HooksError extends StemmaError {
  static noRepository(root: string): HooksError {
    return new HooksError(`${root} is in no git repository: there are no hooks that could bring it along`, {
      code: "HOOKS_NO_REPOSITORY",
      advice: "Begin one (git init), or document what is edited with: stemma watch",
    });
  }

  static unusable(place: string, why: string, cause?: unknown): HooksError {
    return new HooksError(`the hooks in ${place} can't be used: ${why}`, {
      code: "HOOKS_UNUSABLE",
      advice: "Make the folder one that you may write to, or document what is edited with: stemma watch",
      cause,
    });
  }
}
