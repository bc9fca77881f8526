import { StemmaError } from "@stemma/core";

/** The remote has no data yet, code `"REMOTE_EMPTY"`. */
export class RemoteEmptyError extends StemmaError {
  constructor(url: string, options: { cause?: unknown } = {}) {
    super(`the remote ${url} holds no data yet`, {
      code: "REMOTE_EMPTY",
      advice: "Push a branch to it first (`push`).",
      ...options,
    });
  }
}
