import { StemmaError } from "@stemma/core";

/** Somebody else may write of the node by now, code `"LEASE_LOST"`: the lease is over, or was never one. Nothing was stored. */
export class LeaseLostError extends StemmaError {
  constructor(id: string) {
    super(`The lease for "${id}" is over, or is another one's`, {
      code: "LEASE_LOST",
      advice: "Ask for what is to be written again (next_undocumented)",
    });
  }
}
