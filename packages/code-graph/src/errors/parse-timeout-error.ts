import { StemmaError } from "@stemma/core";

/** One file took longer to parse than allowed, code `"PARSE_TIMEOUT"`; the scan goes on without the file. */
export class ParseTimeoutError extends StemmaError {
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`Parsing did not finish within ${timeoutMs} ms`, {
      code: "PARSE_TIMEOUT",
      advice: "Raise timeoutPerFileMs, or name the file in .stemmaignore.",
    });
    this.timeoutMs = timeoutMs;
  }
}
