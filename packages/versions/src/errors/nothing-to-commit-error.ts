import { StemmaError } from "@stemma/core";

/** Nothing changed since the last commit, code `"NOTHING_TO_COMMIT"`. */
export class NothingToCommitError extends StemmaError {
  constructor(branch: string, options: { cause?: unknown } = {}) {
    super(`nothing to commit on "${branch}"`, {
      code: "NOTHING_TO_COMMIT",
      advice: "Change a collection or a document first.",
      ...options,
    });
  }
}
