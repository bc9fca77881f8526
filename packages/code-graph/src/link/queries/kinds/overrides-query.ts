import { aboutSymbol, type QueryKind } from "../query-kind.js";
import type { SymbolReference } from "../tree-numbers.js";

/** Which functions of a name stand in the classes below one, class by class. */
export const overridesQuery: QueryKind<
  [symbol: number, name: string],
  readonly (readonly number[])[],
  readonly [...SymbolReference, name: string]
> = {
  ask: ({ classes }, symbol, name) => classes.functionsBelow(symbol, name),
  reference: (numbers, symbol, name) => [...numbers.referenceTo(symbol), name],
  answer: (tables, [path, definition, qualifiedName, name]) =>
    aboutSymbol(tables, [path, definition, qualifiedName], (symbol) =>
      tables.classes
        .functionsBelow(symbol, name)
        .map((functions) => functions.map((found) => tables.program.symbolId(found))),
    ),
};
