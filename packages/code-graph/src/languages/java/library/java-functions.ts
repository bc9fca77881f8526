import type { FunctionWrapper } from "../../semantics.js";
import { memberOf } from "../java-overloads.js";

/** Interfaces of `java.util.function` and their like: name, method, places of what it takes and gives among the type's arguments. */
const FUNCTIONS: readonly (readonly [
  names: string,
  method: string,
  takes: readonly number[],
  gives: number | null,
])[] = [
  ["Function", "apply", [0], 1],
  ["UnaryOperator", "apply", [0], 0],
  ["BiFunction", "apply", [0, 1], 2],
  ["BinaryOperator", "apply", [0, 0], 0],
  ["IntFunction LongFunction DoubleFunction", "apply", [], 0],
  ["ToIntFunction", "applyAsInt", [0], null],
  ["ToLongFunction", "applyAsLong", [0], null],
  ["ToDoubleFunction", "applyAsDouble", [0], null],
  ["ToIntBiFunction", "applyAsInt", [0, 1], null],
  ["Consumer", "accept", [0], null],
  ["BiConsumer", "accept", [0, 1], null],
  ["ObjIntConsumer ObjLongConsumer", "accept", [0], null],
  ["Predicate", "test", [0], null],
  ["BiPredicate", "test", [0, 1], null],
  ["Comparator", "compare", [0, 0], null],
];

/** What types of functions of the library are, by their names. */
export const FUNCTION_TYPES: readonly (readonly [string, FunctionWrapper])[] = FUNCTIONS.flatMap(
  ([names, method, takes, gives]) =>
    names.split(" ").map((name) => {
      // What takes numbers has no arguments for them, but takes them all the same.
      const count = Math.max(1, takes.length) + (/^Obj/.test(name) ? 1 : 0);
      return [name, { meaning: "function", takes, gives, method: memberOf(method, count) }] as const;
    }),
);
