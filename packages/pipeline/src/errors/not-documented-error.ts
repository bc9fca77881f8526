import { StemmaError } from "@stemma/core";

/** Neither this directory nor one above it has been documented, code `"NOT_DOCUMENTED"`. */
export class NotDocumentedError extends StemmaError {
  constructor(directory: string) {
    super(`${directory} has not been documented: neither it nor a directory above it has a .stemma folder`, {
      code: "NOT_DOCUMENTED",
      advice: "Run: stemma document <directory>; for questions to the graph alone: stemma scan <directory>",
    });
  }
}
