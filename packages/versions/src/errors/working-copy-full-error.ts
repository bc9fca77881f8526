import { StemmaError } from "@stemma/core";

/**
 * There is no room left to write the working copy's Chroma or its record, code `"WORKING_COPY_FULL"`. What had been begun is
 * finished by the next opening.
 */
export class WorkingCopyFullError extends StemmaError {
  constructor(location: string, options: { cause?: unknown } = {}) {
    super(`there is no room left on the disk of ${location}`, {
      code: "WORKING_COPY_FULL",
      advice: "Free some space, then repeat the command: what was begun is finished first.",
      ...options,
    });
  }
}
