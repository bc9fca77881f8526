import { StemmaError } from "@stemma/core";

/** The working copy's own record can't be read, code `"LOCAL_STATE_CORRUPT"`. It was left as it is. */
export class LocalStateCorruptError extends StemmaError {
  constructor(path: string, reason: string, options: { cause?: unknown } = {}) {
    super(`the record of the working copy at ${path} can't be read: ${reason}`, {
      code: "LOCAL_STATE_CORRUPT",
      advice:
        "Put the file aside and take a place in the repository again (`attach`); commits are not affected.",
      ...options,
    });
  }
}
