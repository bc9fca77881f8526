import { StemmaError } from "@stemma/core";

/** The repository's file can't be read as one, code `"REPOSITORY_CORRUPT"`. It was left as it is. */
export class RepositoryCorruptError extends StemmaError {
  constructor(location: string, reason: string, options: { cause?: unknown } = {}) {
    super(`the repository at ${location} can't be read: ${reason}`, {
      code: "REPOSITORY_CORRUPT",
      advice: "Put the file aside and copy the repository again from a remote (`clone`).",
      ...options,
    });
  }
}
