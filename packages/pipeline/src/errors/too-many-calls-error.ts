import { StemmaError } from "@stemma/core";

/** As many calls wait for their turn as may, code `"TOO_MANY_CALLS"`. Nothing was done. */
export class TooManyCallsError extends StemmaError {
  constructor() {
    super("too many calls wait already", {
      code: "TOO_MANY_CALLS",
      retryable: true,
      advice: "Ask one after the other.",
    });
  }
}
