import { StemmaError } from "@stemma/core";

/** No remote has this name, code `"UNKNOWN_REMOTE"`. Nothing was done. */
export class UnknownRemoteError extends StemmaError {
  constructor(remote: string, options: { cause?: unknown } = {}) {
    super(`there is no remote "${remote}"`, {
      code: "UNKNOWN_REMOTE",
      advice: "Add it with its URL first (`remote add`).",
      ...options,
    });
  }
}
