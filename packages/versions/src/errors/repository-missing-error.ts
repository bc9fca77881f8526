import { StemmaError } from "@stemma/core";

/** There is no repository where one was expected, code `"REPOSITORY_MISSING"`. */
export class RepositoryMissingError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`there is no repository at ${location}`, {
      code: "REPOSITORY_MISSING",
      advice: "Copy one from a remote (`clone`), or begin one (`commit`, or `init` of SyncManager).",
      ...options,
    });
  }
}
