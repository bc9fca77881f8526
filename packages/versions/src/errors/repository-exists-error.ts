import { StemmaError } from "@stemma/core";

/** There is a repository already, code `"REPOSITORY_EXISTS"`. It was left as it is. */
export class RepositoryExistsError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`there is a repository at ${location} already`, {
      code: "REPOSITORY_EXISTS",
      advice: "Take a place in it (`attach`), or choose another place.",
      ...options,
    });
  }
}
