import { StemmaError } from "@stemma/core";

/** No documented file or symbol has this name, code `"SYMBOL_NOT_FOUND"`. */
export class SymbolNotFoundError extends StemmaError {
  constructor(symbol: string) {
    super(`Nothing documented is called "${symbol}"`, {
      code: "SYMBOL_NOT_FOUND",
      advice:
        'Give a path ("src/a.py"), a name ("Class.method") or an id ("src/a.py#Class.method"), or search: stemma search "…"',
    });
  }
}
