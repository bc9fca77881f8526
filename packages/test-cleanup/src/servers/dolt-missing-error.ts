import { StemmaError } from "@stemma/core";

/** The `dolt` program is not on this machine, code `"DOLT_MISSING"`. */
export class DoltMissingError extends StemmaError {
  constructor(searched: string) {
    super(`There is no dolt program (${searched})`, {
      code: "DOLT_MISSING",
      advice: "Run `npx nx run dolt:find-or-build`, which builds it with Go, or name one with STEMMA_DOLT.",
    });
  }
}
