import { StemmaError } from "@stemma/core";

/** The temporary files of a scan could not be written or read, code `"SPOOL_FAILED"`; the graph was not changed. */
export class SpoolFailedError extends StemmaError {
  readonly folder: string;

  constructor(folder: string, cause: unknown) {
    super(
      `A scan can't use temporary files in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        code: "SPOOL_FAILED",
        advice: "Make room there: a first scan needs about five times the size of the sources.",
        cause,
      },
    );
    this.folder = folder;
  }
}
