import { StemmaError } from "@stemma/core";

/** No documented file or symbol has this name, code `"SYMBOL_NOT_FOUND"`; `similar` are ids that may have been meant. */
export class SymbolNotFoundError extends StemmaError {
  readonly similar: readonly string[];

  constructor(symbol: string, { similar = [] }: { readonly similar?: readonly string[] } = {}) {
    super(`Nothing documented is called "${symbol}"`, {
      code: "SYMBOL_NOT_FOUND",
      advice:
        similar.length > 0
          ? `Did you mean: ${similar.slice(0, 5).join(", ")}`
          : 'Give a path ("src/a.py"), a name ("Class.method") or an id ("src/a.py#Class.method"), or search: stemma search "…"',
    });
    this.similar = similar;
  }
}
