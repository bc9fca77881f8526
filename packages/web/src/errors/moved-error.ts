import { StemmaError } from "@stemma/core";

/** `MOVED`: what was to be merged is not what the page showed. */
export class MovedError extends StemmaError {
  constructor() {
    super("The branches have moved since this page was shown; nothing was changed", {
      code: "MOVED",
      advice: "Look at what the merge would change now, and merge then.",
    });
  }
}
