import { StemmaError } from "@stemma/core";

/** A line (JSON Lines) or row (Arrow) that is no record, code `"BAD_RECORD"`. */
export class BadRecordError extends StemmaError {
  /** From 1. */
  readonly line: number;
  readonly reason: string;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`, { code: "BAD_RECORD" });
    this.line = line;
    this.reason = reason;
  }
}
