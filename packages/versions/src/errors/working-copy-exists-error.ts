import { StemmaError } from "@stemma/core";

/** There is a working copy at this place already, code `"WORKING_COPY_EXISTS"`. It was left as it is. */
export class WorkingCopyExistsError extends StemmaError {
  constructor(path: string, options: { cause?: unknown } = {}) {
    super(`there is a working copy at ${path} already`, {
      code: "WORKING_COPY_EXISTS",
      advice: "It is ready for use (`status`); for another repository choose another place.",
      ...options,
    });
  }
}
