import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import type { Site, SymbolNumber, TypeArguments, Value } from "./value.js";

/**
 * What turns text into values. Modules, types, members, results, overloads and bases are worked out in parts that ask each
 * other by way of this alone: none of them knows the evaluator.
 *
 * An empty list says that nothing can be told. `depth` is the number of steps on the way here; see `MAX_DEPTH`.
 */
export interface Evaluation {
  /** What an expression stands for. */
  evaluate(expression: Expression, site: Site, depth?: number): readonly Value[];
  /** What a name stands for that has these bindings in the scope of `site`. */
  union(bindings: readonly Binding[], site: Site, depth: number): readonly Value[];
  /** What reading `value.name` gives. */
  member(value: Value, name: string, depth?: number): readonly Value[];
  /** What calling a value returns. */
  resultOf(value: Value, depth?: number): readonly Value[];
  /** @param receiver - class of the object that the function was read from, -1 for none. */
  resultOfFunction(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    depth: number,
    typeArguments?: TypeArguments,
  ): readonly Value[];
  /** What a type variable stands for at least. */
  boundOf(value: Extract<Value, { kind: "variable" }>, depth?: number): readonly Value[];
  /** An element of what is looped over. */
  itemOf(value: Value, depth?: number): readonly Value[];
  /** Of several overloads those that take these arguments; other values as they are. */
  chooseOverloads(
    callees: readonly Value[],
    args: readonly (Expression | null)[],
    site: Site,
    depth?: number,
  ): readonly Value[];
}
