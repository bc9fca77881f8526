import { StemmaError } from "@stemma/core";

/** The directory to document does not exist or is not a directory, code `"DIRECTORY_NOT_FOUND"`. */
export class DirectoryNotFoundError extends StemmaError {
  constructor(directory: string, why: string) {
    super(`${directory} ${why}`, {
      code: "DIRECTORY_NOT_FOUND",
      advice: "Name the directory of a source tree, for example: stemma document ./my-project",
    });
  }
}
