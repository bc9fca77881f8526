import { StemmaError } from "@stemma/core";

/** The repository's database failed in a way that has no error of its own, code `"REPOSITORY_FAILED"`; its words are in the message. */
export class RepositoryOperationError extends StemmaError {
  constructor(operationName: string, reason: string, options: { cause?: unknown } = {}) {
    super(`${operationName} failed: ${reason}`, {
      code: "REPOSITORY_FAILED",
      ...options,
    });
  }
}
