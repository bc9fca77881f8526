import { StemmaError } from "@stemma/core";
import type { BadRecordError } from "./bad-record-error.js";

/** How many bad lines the message names; all that were kept are in {@link ImportRefusedError.badRecords}. */
const namedLines = 5;

/** A file has lines that are no records, code `"IMPORT_REFUSED"`. Nothing of it was written. */
export class ImportRefusedError extends StemmaError {
  /** The first 100. */
  readonly badRecords: readonly BadRecordError[];
  /** How many there are in all. */
  readonly badCount: number;

  constructor(file: string, badRecords: readonly BadRecordError[], badCount: number) {
    const named = badRecords.slice(0, namedLines).map(({ message }) => `\n  ${message}`);
    const more = badCount > namedLines ? `\n  and ${badCount - namedLines} more` : "";
    super(`${file} can't be imported, nothing was written:${named.join("")}${more}`, {
      code: "IMPORT_REFUSED",
      advice: "Mend these lines, or leave them out; the other lines are fine.",
    });
    this.badRecords = badRecords;
    this.badCount = badCount;
  }
}
