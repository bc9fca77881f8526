import { StemmaError } from "@stemma/core";

/** The database at this place was not made by this program, code `"FOREIGN_REPOSITORY"`. It was left as it is. */
export class ForeignRepositoryError extends StemmaError {
  /** @param because - What of it no history of this program has. */
  constructor(location: string, options: { cause?: unknown; because?: string } = {}) {
    const { because, ...rest } = options;
    const words = because === undefined ? "" : `: ${because}`;
    super(`the database at ${location} does not hold versioned collections${words}`, {
      code: "FOREIGN_REPOSITORY",
      advice: "Choose another repository or remote.",
      ...rest,
    });
  }
}
