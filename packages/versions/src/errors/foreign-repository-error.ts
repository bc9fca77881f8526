import { StemmaError } from "@stemma/core";

/** The database at this place was not made by this program, code `"FOREIGN_REPOSITORY"`. It was left as it is. */
export class ForeignRepositoryError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`the database at ${location} does not hold versioned collections`, {
      code: "FOREIGN_REPOSITORY",
      advice: "Choose another repository or remote.",
      ...options,
    });
  }
}
