import { StemmaError } from "@stemma/core";

/** The `dolt` program is not on this machine, code `"DOLT_MISSING"`. */
export class DoltMissingError extends StemmaError {
  constructor(searched: string, options: { cause?: unknown } = {}) {
    super(`no dolt program was found (${searched})`, {
      code: "DOLT_MISSING",
      advice:
        "Install Dolt and put it on the PATH, name it with STEMMA_DOLT, or use the embedded repository.",
      ...options,
    });
  }
}
