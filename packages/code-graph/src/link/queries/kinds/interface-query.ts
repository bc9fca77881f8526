import { aboutFile, type QueryKind } from "../query-kind.js";
import type { FileInterface } from "../tree-numbers.js";

/** What a file offers to others. */
export const interfaceQuery: QueryKind<[unit: number], FileInterface, string> = {
  ask: ({ program }, unit) => program.unit(unit),
  reference: (numbers, unit) => numbers.pathOf(unit),
  answer: (tables, path) => aboutFile(tables, path, (unit) => tables.program.interfaceHashOf(unit)),
};
