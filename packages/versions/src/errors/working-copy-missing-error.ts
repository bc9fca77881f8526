import { StemmaError } from "@stemma/core";

/** There is no working copy at this place, code `"WORKING_COPY_MISSING"`. */
export class WorkingCopyMissingError extends StemmaError {
  constructor(path: string, options: { cause?: unknown } = {}) {
    super(`there is no working copy at ${path}`, {
      code: "WORKING_COPY_MISSING",
      advice:
        "Take a place in a repository that is there (`attach`), copy one (`clone`), or begin one (`commit`, or `init` of SyncManager).",
      ...options,
    });
  }
}
