import { OwnMembers } from "../../program/class-table.js";
import { aboutSymbol, type QueryKind } from "../query-kind.js";
import type { SymbolReference } from "../tree-numbers.js";

/** Which members a class itself has. */
export const membersQuery: QueryKind<[symbol: number], OwnMembers, SymbolReference> = {
  ask: ({ classes, program }, symbol) => new OwnMembers(symbol, classes, program),
  reference: (numbers, symbol) => numbers.referenceTo(symbol),
  answer: (tables, reference) =>
    aboutSymbol(tables, reference, (symbol) => tables.classes.describeMembers(symbol)),
};
