import { StemmaError } from "@stemma/core";

/** Another process works with the state of the tree, code `"STATE_IN_USE"`. Nothing was changed there. */
export class StateInUseError extends StemmaError {
  constructor(place: string, options: { cause?: unknown } = {}) {
    super(`another process uses ${place}`, {
      code: "STATE_IN_USE",
      retryable: true,
      advice: "Wait for it, or end it, and call again.",
      ...options,
    });
  }
}
