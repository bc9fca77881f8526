import { StemmaError } from "@stemma/core";

/** What was known of a file could not be read a second time, code `"FACTS_LOST"`; the graph was not changed. */
export class FactsLostError extends StemmaError {
  readonly path: string;

  constructor(path: string) {
    super(`What the scan had stored of ${path} was damaged before it could use it`, {
      code: "FACTS_LOST",
      retryable: true,
      advice: "Scan again: the file is then parsed anew.",
    });
    this.path = path;
  }
}
