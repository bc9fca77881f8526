import { StemmaError } from "@stemma/core";

/** A password or token would leave the machine in the clear, code `"CREDENTIAL_IN_CLEAR"`. Nothing was sent. */
export class CleartextError extends StemmaError {
  constructor(what: string, origin: string, advice: string) {
    super(`${what} would be sent to ${origin} in the clear`, { code: "CREDENTIAL_IN_CLEAR", advice });
  }
}
