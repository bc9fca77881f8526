import { StemmaError } from "@stemma/core";

/** There is no working copy at this place, code `"WORKING_COPY_MISSING"`. */
export class WorkingCopyMissingError extends StemmaError {
  /** @param wasBegun - Its beginning was interrupted before anything was written: the same call again makes it. */
  constructor(path: string, { wasBegun = false, ...options }: { cause?: unknown; wasBegun?: boolean } = {}) {
    super(`there is no working copy at ${path}${wasBegun ? ": its beginning was not finished" : ""}`, {
      code: "WORKING_COPY_MISSING",
      advice:
        "Take a place in a repository that is there (`attach`), copy one (`clone`), or begin one (`commit`, or `init` of SyncManager).",
      ...options,
    });
  }
}
