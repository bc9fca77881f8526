import { StemmaError } from "@stemma/core";

/** The parser broke on a file, or its thread ended, code `"PARSE_FAILED"`; the scan goes on without the file. */
export class ParseFailedError extends StemmaError {
  constructor(message: string, cause?: unknown) {
    super(`Parsing failed: ${message}`, { code: "PARSE_FAILED", cause });
  }
}
