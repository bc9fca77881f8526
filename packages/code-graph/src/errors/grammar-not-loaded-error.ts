import { StemmaError } from "@stemma/core";

/** A grammar's `.wasm` file is missing or does not load, code `"GRAMMAR_NOT_LOADED"`; the scan stops, the graph is as before. */
export class GrammarNotLoadedError extends StemmaError {
  constructor(wasm: string, cause: unknown) {
    super(`The grammar ${wasm} can't be loaded`, {
      code: "GRAMMAR_NOT_LOADED",
      advice: "Install the dependencies again: npm ci.",
      cause,
    });
  }
}
