import { StemmaError } from "@stemma/core";

/** Another process uses this working copy, code `"WORKING_COPY_LOCKED"`. Nothing was done. */
export class WorkingCopyLockedError extends StemmaError {
  constructor(path: string, owner: string, options: { cause?: unknown } = {}) {
    super(`the working copy ${path} is in use by ${owner}`, {
      code: "WORKING_COPY_LOCKED",
      retryable: true,
      advice: "Wait for it to end, or attach a second working copy to the repository.",
      ...options,
    });
  }
}
