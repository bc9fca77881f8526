import { StemmaError } from "@stemma/core";

/** No branch, tag or commit has this name, code `"UNKNOWN_REF"`. Nothing was done. */
export class UnknownRefError extends StemmaError {
  constructor(ref: string, options: { cause?: unknown } = {}) {
    super(`there is no branch, tag or commit "${ref}"`, {
      code: "UNKNOWN_REF",
      advice: "List what there is: `branch`, `tag`, `log`.",
      ...options,
    });
  }
}
