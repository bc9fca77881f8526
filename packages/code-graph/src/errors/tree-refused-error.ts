import { StemmaError } from "@stemma/core";

/**
 * A tree can't be looked at within the limits, code `"TREE_TOO_LARGE"` or `"IGNORE_RULES_UNUSABLE"`. Nothing was changed: going
 * on without its ignore rules would show what they hide.
 */
export class TreeRefusedError extends StemmaError {
  static tooLarge(root: string, maxEntries: number): TreeRefusedError {
    return new TreeRefusedError(`${root} holds more than ${maxEntries} files and folders`, {
      code: "TREE_TOO_LARGE",
      advice: "Name a part of it, or leave folders out: --exclude <folder>, or a line in .stemmaignore.",
    });
  }

  static ignoreRules(path: string, why: string, cause?: unknown): TreeRefusedError {
    return new TreeRefusedError(`The ignore rules in ${path} can't be used: ${why}`, {
      code: "IGNORE_RULES_UNUSABLE",
      advice: "Shorten the file and use fewer ** in a line, or leave its folder out: --exclude <folder>.",
      cause,
    });
  }
}
