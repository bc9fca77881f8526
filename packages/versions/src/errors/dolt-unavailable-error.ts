import { StemmaError } from "@stemma/core";

/** The Dolt server does not answer or refused the connection, code `"DOLT_UNAVAILABLE"`; may succeed later. */
export class DoltUnavailableError extends StemmaError {
  constructor(address: string, reason: string, options: { cause?: unknown } = {}) {
    super(`the Dolt server at ${address} does not answer: ${reason}`, {
      code: "DOLT_UNAVAILABLE",
      retryable: true,
      advice: "Check that it runs, and the user and password.",
      ...options,
    });
  }
}
