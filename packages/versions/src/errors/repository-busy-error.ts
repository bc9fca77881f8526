import { StemmaError } from "@stemma/core";

/** Another process writes to the repository now, code `"REPOSITORY_BUSY"`. Nothing was done; the same call may succeed later. */
export class RepositoryBusyError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`another process is writing to the repository at ${location}`, {
      code: "REPOSITORY_BUSY",
      retryable: true,
      advice: "Try again in a moment.",
      ...options,
    });
  }
}
