import { StemmaError } from "@stemma/core";

/** A record holds a value that can't be versioned, code `"UNVERSIONABLE_VALUE"`. Nothing was done. */
export class UnversionableValueError extends StemmaError {
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason, {
      code: "UNVERSIONABLE_VALUE",
      advice: "Change the record's id or metadata, then repeat the command.",
      ...options,
    });
  }
}
