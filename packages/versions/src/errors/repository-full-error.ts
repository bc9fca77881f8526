import { StemmaError } from "@stemma/core";

/** There is no room left to write, code `"REPOSITORY_FULL"`. What was under way was taken back. */
export class RepositoryFullError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`there is no room left on the disk of ${location}`, {
      code: "REPOSITORY_FULL",
      advice: location.startsWith("mysql:")
        ? "Free some space, restart the Dolt server, which may not write before that, and repeat the command."
        : "Free some space, then repeat the command.",
      ...options,
    });
  }
}
