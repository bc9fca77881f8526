import { StemmaError } from "@stemma/core";

/** The working copy stands on a commit and on no branch, code `"DETACHED"`. Nothing was done. */
export class DetachedError extends StemmaError {
  constructor(operationName: string, options: { cause?: unknown } = {}) {
    super(`${operationName} needs a branch, and the working copy stands on a commit alone`, {
      code: "DETACHED",
      advice: "Begin a branch here (`switch --create <name>`), or go to one (`switch <name>`).",
      ...options,
    });
  }
}
