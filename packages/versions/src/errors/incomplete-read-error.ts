import { StemmaError } from "@stemma/core";

/** Chroma could not be read in full, code `"INCOMPLETE_READ"`: nothing is concluded from what was missing, nothing was changed. */
export class IncompleteReadError extends StemmaError {
  constructor(operationName: string, reason: string, options: { cause?: unknown } = {}) {
    super(`${operationName} could not read everything: ${reason}`, {
      code: "INCOMPLETE_READ",
      retryable: true,
      advice: "Repeat the command; if it fails again, check Chroma's data (`verify`).",
      ...options,
    });
  }
}
