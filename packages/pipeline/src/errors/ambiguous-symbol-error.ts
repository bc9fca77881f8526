import { StemmaError } from "@stemma/core";

/** Several files or symbols have this name where one is asked about, code `"SYMBOL_AMBIGUOUS"`; `candidates` are their ids, the likeliest first. */
export class AmbiguousSymbolError extends StemmaError {
  readonly candidates: readonly string[];

  constructor(symbol: string, candidates: readonly string[]) {
    super(`${candidates.length} symbols are called "${symbol}"`, {
      code: "SYMBOL_AMBIGUOUS",
      advice: `Give one of their ids: ${candidates.slice(0, 10).join(", ")}${candidates.length > 10 ? " …" : ""}`,
    });
    this.candidates = candidates;
  }
}
