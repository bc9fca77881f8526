import { StemmaError } from "@stemma/core";

/** The root of the scan is missing, not a directory or can't be listed, code `"ROOT_NOT_READABLE"`; nothing was changed. */
export class RootNotReadableError extends StemmaError {
  readonly root: string;

  constructor(root: string, cause: unknown) {
    super(`${root} can't be scanned: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: "ROOT_NOT_READABLE",
      advice: "Name a directory that exists and that you may list.",
      cause,
    });
    this.root = root;
  }
}
