import { StemmaError } from "@stemma/core";

/** A text was not taken, code `"TEXT_REFUSED"`; nothing was stored. */
export class TextRefusedError extends StemmaError {
  constructor(id: string, because: string, advice: string) {
    super(`The text for "${id}" was not taken: ${because}`, { code: "TEXT_REFUSED", advice });
  }
}
