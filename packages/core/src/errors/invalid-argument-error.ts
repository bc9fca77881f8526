import { StemmaError } from "./stemma-error.js";

/** An argument is not of the shape that the documentation names, code `"INVALID_ARGUMENT"`. Nothing was done. */
export class InvalidArgumentError extends StemmaError {
  constructor(message: string, options: { cause?: unknown; advice?: string } = {}) {
    super(message, { code: "INVALID_ARGUMENT", ...options });
  }
}
