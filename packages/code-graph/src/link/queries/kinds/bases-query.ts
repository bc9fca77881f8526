import type { ClassBases } from "../../program/class-table.js";
import { aboutSymbol, type QueryKind } from "../query-kind.js";
import type { SymbolReference } from "../tree-numbers.js";

/** Which bases a class has, once they are settled; `null` where the text names none. */
export const basesQuery: QueryKind<[symbol: number], ClassBases | null, SymbolReference> = {
  ask: ({ classes }, symbol) => classes.basesOf(symbol),
  reference: (numbers, symbol) => numbers.referenceTo(symbol),
  answer: (tables, reference) =>
    aboutSymbol(tables, reference, (symbol) => tables.classes.describeBases(symbol)),
};
