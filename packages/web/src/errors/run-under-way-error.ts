import { StemmaError } from "@stemma/core";

/** `RUN_UNDER_WAY`: a tree is documented by one run at a time. */
export class RunUnderWayError extends StemmaError {
  constructor() {
    super("A run of this tree is under way", {
      code: "RUN_UNDER_WAY",
      advice: "Wait until it has ended, or stop it first.",
    });
  }
}
