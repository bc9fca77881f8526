import { StemmaError } from "@stemma/core";

/** The two sides have no common commit, code `"UNRELATED_HISTORIES"`. Nothing was done. */
export class UnrelatedHistoriesError extends StemmaError {
  constructor(ours: string, theirs: string, options: { cause?: unknown } = {}) {
    super(`"${ours}" and "${theirs}" have no common commit, so there is nothing to compare both with`, {
      code: "UNRELATED_HISTORIES",
      advice:
        "Copy the other repository to another place (`clone`) and bring this Chroma into that copy (`import`).",
      ...options,
    });
  }
}
