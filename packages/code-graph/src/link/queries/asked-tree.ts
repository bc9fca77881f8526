import type { Definition } from "../../facts/file-facts.js";
import type { Semantics } from "../../languages/semantics.js";
import type { SymbolNumber } from "../evaluate/value.js";
import type { FileInterface, TreeNumbers } from "./tree-numbers.js";
import type { TreeQueries } from "./tree-queries.js";

/** A class or function with the file it stands in. */
export interface SymbolEntry {
  readonly unit: number;
  readonly definition: Definition;
  readonly index: number;
}

/** The tree as whoever resolves a file sees it: files and symbols by number, and what they say by asking. */
export class AskedTree {
  readonly numbers: TreeNumbers;
  readonly queries: TreeQueries;

  constructor(numbers: TreeNumbers, queries: TreeQueries) {
    this.numbers = numbers;
    this.queries = queries;
  }

  file(unit: number): FileInterface {
    return this.queries.interfaceOf(unit);
  }

  symbol(symbol: SymbolNumber): SymbolEntry {
    const unit = this.numbers.unitOf(symbol);
    const index = symbol - this.numbers.symbolOf(unit, 0);
    const definition = this.file(unit).facts.definitions[index];
    if (definition === undefined) throw new RangeError(`The program has no symbol ${symbol}`);
    return { unit, definition, index };
  }

  /** Rules of the language of a file. */
  semanticsIn(unit: number): Semantics {
    return this.numbers.languageOf(unit).semantics;
  }

  /** Rules of the language of the file that a symbol stands in. */
  semanticsOf(symbol: SymbolNumber): Semantics {
    return this.semanticsIn(this.numbers.unitOf(symbol));
  }
}
