import { StemmaError } from "@stemma/core";

/** A call that chroma-mcp refuses before it does anything, code `"INVALID_ARGUMENT"`: its message is told as it is. */
export class RefusedCallError extends StemmaError {
  constructor(message: string) {
    super(message, { code: "INVALID_ARGUMENT" });
  }
}

/** @throws {@link RefusedCallError} */
export function refuseCall(message: string): never {
  throw new RefusedCallError(message);
}
