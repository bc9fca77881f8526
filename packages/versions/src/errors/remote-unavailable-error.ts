import { StemmaError } from "@stemma/core";

/** The remote can't be reached or read, code `"REMOTE_UNAVAILABLE"`. Nothing was done; may succeed later. */
export class RemoteUnavailableError extends StemmaError {
  constructor(url: string, reason: string, options: { cause?: unknown } = {}) {
    super(`the remote ${url} can't be reached: ${reason}`, {
      code: "REMOTE_UNAVAILABLE",
      retryable: true,
      advice: "Check the address, the network and your rights there.",
      ...options,
    });
  }
}
