import type { ChromaErrorOptions } from "./chroma-error.js";
import { ChromaInvalidArgumentError } from "./chroma-invalid-argument-error.js";

/** A record of a write that can't be stored. */
export interface InvalidRecord {
  /** Its place in the batch, from 0. */
  readonly position: number;
  /** As it was given: it may be what is wrong. */
  readonly id: unknown;
  readonly reason: string;
}

const namedInMessage = 5;

/** Some records of a write can't be stored, code `"INVALID_ARGUMENT"`. None was written; `records` names each of them. */
export class InvalidRecordsError extends ChromaInvalidArgumentError {
  readonly records: readonly InvalidRecord[];

  constructor(records: readonly InvalidRecord[], total: number, options: ChromaErrorOptions) {
    const named = records.slice(0, namedInMessage).map(describe).join("; ");
    const more = records.length > namedInMessage ? `; and ${records.length - namedInMessage} more` : "";
    super(`${records.length} of ${total} records can't be stored, none was written: ${named}${more}`, {
      advice: "Mend or leave out the records that the error's `records` names.",
      ...options,
    });
    this.records = records;
  }
}

function describe({ position, id, reason }: InvalidRecord): string {
  return `record ${position}${typeof id === "string" ? ` (${JSON.stringify(id)})` : ""} ${reason}`;
}
