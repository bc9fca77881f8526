import type { Inclusions } from "../../program/inclusions.js";
import { aboutFile, type QueryKind } from "../query-kind.js";

/** Which files a file includes, directly or by way of others, and whether it includes any that are not in the tree. */
export const inclusionsQuery: QueryKind<[unit: number], Inclusions, string> = {
  ask: ({ program }, unit) => program.inclusions.of(unit),
  reference: (numbers, unit) => numbers.pathOf(unit),
  answer: (tables, path) => aboutFile(tables, path, (unit) => tables.program.inclusions.digestOf(unit)),
};
