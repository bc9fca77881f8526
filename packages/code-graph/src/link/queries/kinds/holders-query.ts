import { aboutSymbol, type QueryKind } from "../query-kind.js";
import type { SymbolReference } from "../tree-numbers.js";

/** Which classes below one have a member of a name themselves. */
export const holdersQuery: QueryKind<
  [symbol: number, name: string],
  readonly number[],
  readonly [...SymbolReference, name: string]
> = {
  ask: ({ classes }, symbol, name) => classes.holdersBelow(symbol, name),
  reference: (numbers, symbol, name) => [...numbers.referenceTo(symbol), name],
  answer: (tables, [path, definition, qualifiedName, name]) =>
    aboutSymbol(tables, [path, definition, qualifiedName], (symbol) =>
      tables.classes.holdersBelow(symbol, name).map((found) => tables.program.symbolId(found)),
    ),
};
