import { StemmaError } from "@stemma/core";

/** A name that the repository can't hold, code `"INVALID_NAME"`. Nothing was done. */
export class InvalidNameError extends StemmaError {
  constructor(what: string, name: string, options: { cause?: unknown } = {}) {
    super(`"${name}" can't be the name of a ${what}`, {
      code: "INVALID_NAME",
      advice:
        'Names are as git\'s: without spaces, control characters, ~ ^ : ? * [ \\ and "..", not beginning with - or ., not ending with / . or .lock.',
      ...options,
    });
  }
}
