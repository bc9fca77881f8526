import { StemmaError } from "@stemma/core";

/** The remote has commits that this branch does not, code `"PUSH_REJECTED"`. Nothing was pushed. */
export class PushRejectedError extends StemmaError {
  constructor(remote: string, branch: string, options: { cause?: unknown } = {}) {
    super(`"${remote}" has commits on "${branch}" that are not here`, {
      code: "PUSH_REJECTED",
      advice: "Take them over first (`pull`), then push again.",
      ...options,
    });
  }
}
