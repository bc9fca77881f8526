import { StemmaError } from "@stemma/core";

/** Another process uses this working copy, code `"WORKING_COPY_LOCKED"`. Nothing was done. */
export class WorkingCopyLockedError extends StemmaError {
  constructor(path: string, owner: string, options: { cause?: unknown } = {}) {
    super(`the working copy ${path} is in use by ${owner}`, {
      code: "WORKING_COPY_LOCKED",
      retryable: true,
      advice: "Wait for it to end, or work in a second place of the same repository (`attach`).",
      ...options,
    });
  }
}
