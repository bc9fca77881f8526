import { NO_SYMBOL } from "../evaluate/value.js";
import type { ClassTable } from "../program/class-table.js";
import type { Program } from "../program/program.js";
import type { StructuralTypes } from "../program/structural-types.js";
import type { SymbolReference, TreeNumbers } from "./tree-numbers.js";

/** All that is known of the tree: answers to every question, given without being noted. */
export interface TreeTables {
  readonly program: Program;
  readonly classes: ClassTable;
  readonly structuralTypes: StructuralTypes;
}

/** What a question is about. */
export type QueryKey = readonly (string | number)[];

/**
 * One kind of question that resolving a file asks of the rest of the tree: all there is to say of it. Each is in a file of
 * its own and in the table of `tree-queries.ts`; there is no other way to ask.
 */
export interface QueryKind<Key extends QueryKey, Answer, Reference> {
  /** What whoever asks gets. */
  ask(tables: TreeTables, ...key: Key): Answer;
  /** The question in a form that outlives the scan, as JSON. */
  reference(numbers: TreeNumbers, ...key: Key): Reference;
  /** What scans compare, as JSON: as long as it is the same, so is what {@link ask} gives. */
  answer(tables: TreeTables, reference: Reference): unknown;
}

/** Instead of an answer, where what is asked about is not there. */
const NOTHING = "-";

/** An answer about the file at a path. */
export function aboutFile<T>({ program }: TreeTables, path: string, answer: (unit: number) => T) {
  const unit = program.unitAt(path);
  return unit === undefined ? NOTHING : answer(unit);
}

/** An answer about a class or function. */
export function aboutSymbol<T>(
  { program }: TreeTables,
  reference: SymbolReference,
  answer: (symbol: number) => T,
) {
  const symbol = program.symbolAt(reference);
  return symbol === NO_SYMBOL ? NOTHING : answer(symbol);
}
