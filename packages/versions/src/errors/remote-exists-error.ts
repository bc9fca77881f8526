import { StemmaError } from "@stemma/core";

/** A remote of this name is there already, code `"REMOTE_EXISTS"`. Nothing was done. */
export class RemoteExistsError extends StemmaError {
  constructor(remote: string, options: { cause?: unknown } = {}) {
    super(`the remote "${remote}" exists already`, {
      code: "REMOTE_EXISTS",
      advice: "Choose another name, or remove that remote first.",
      ...options,
    });
  }
}
