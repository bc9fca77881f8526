import type { Expression } from "../../facts/expression.js";

/** What functions of the language return, by what they are given: of those that hand on what they get. */
const RESULTS: Readonly<Record<string, (given: Expression) => Expression>> = {
  "Array.from": (given) => ["list", [["item", given]]],
  "Object.values": (given) => ["list", [["item", given]]],
  "Object.entries": (given) => ["list", [["list", [["literal"], ["item", given]]]]],
  "Object.fromEntries": (given) => [
    "instance",
    ["generic", ["name", "Record"], [["literal"], ["typed", ["at", ["item", given], 1]]]],
  ],
  "Promise.allSettled": (given) => ["list", [["object", [["value", ["item", given]]]]]],
  // A promise is as good as what it holds.
  "Promise.all": (given) => given,
  "Promise.resolve": (given) => given,
  "Promise.race": (given) => ["item", given],
  "Promise.any": (given) => ["item", given],
  structuredClone: (given) => given,
};

/**
 * Of a call of such a function; `null` for any other.
 *
 * @param given - its only argument; read only where it is asked for, since calls in calls would be read again and again
 */
export function resultOfBuiltin(callee: string, given: () => Expression | null): Expression | null {
  if (!Object.hasOwn(RESULTS, callee)) return null;
  const argument = given();
  return argument === null ? null : (RESULTS[callee]?.(argument) ?? null);
}

/** What containers of the language hold that are made of another one: a map its values, which stand second in what it is made of. */
const MADE: Readonly<Record<string, (given: Expression) => Expression>> = {
  Set: (given) => ["list", [["item", given]]],
  WeakSet: (given) => ["list", [["item", given]]],
  Map: (given) => mapOf(given),
  WeakMap: (given) => mapOf(given),
};

function mapOf(pairs: Expression): Expression {
  return ["instance", ["generic", ["name", "Map"], [["literal"], ["typed", ["at", ["item", pairs], 1]]]]];
}

/** Of `new Set(…)` and the like; `null` for any other class. */
export function madeContainer(
  className: string,
  args: readonly (Expression | null)[] | null,
): Expression | null {
  const given = args?.[0] ?? null;
  return given === null || !Object.hasOwn(MADE, className) ? null : (MADE[className]?.(given) ?? null);
}

/** Methods of arrays, sets and maps that hand an element to their callback first. */
const ELEMENT_FIRST = new Set([
  "map",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "some",
  "every",
  "flatMap",
]);
/** Those that hand two elements to it. */
const ELEMENT_TWICE = new Set(["sort", "toSorted"]);
/** Those that hand it what came of the elements before, and an element. */
const ELEMENT_SECOND = new Set(["reduce", "reduceRight"]);
/** All that hand elements to their callback. */
export const ELEMENT_CALLBACKS: readonly string[] = [
  "forEach",
  ...ELEMENT_FIRST,
  ...ELEMENT_TWICE,
  ...ELEMENT_SECOND,
];

/**
 * What a function gets that is handed to a call, by the order of its parameters.
 *
 * @param argument - what the call is given at a place; read only where it is asked for
 */
export function callbackParameters(
  callee: Expression | null,
  argument: (index: number) => Expression | null,
): readonly (Expression | null)[] {
  // What a promise's own function is given belongs to the language.
  if (callee?.[0] === "name" && callee[1] === "Promise") return [["literal"], ["literal"]];
  if (callee?.[0] !== "member") return [];
  const [, object, name] = callee;
  const element: Expression = ["item", object];
  // A map hands its values to it, not the pairs that a loop gets.
  if (name === "forEach") return [["item", ["call", ["member", object, "values"]]]];
  if (ELEMENT_FIRST.has(name)) return [element];
  if (ELEMENT_TWICE.has(name)) return [element, element];
  // Without a value to begin with, or one that says nothing, an element is it.
  if (ELEMENT_SECOND.has(name)) return [argument(1) ?? element, element];
  if (name === "from" && object[0] === "name" && object[1] === "Array") {
    const given = argument(0);
    return given === null ? [] : [["item", given]];
  }
  return name === "then" ? [object] : [];
}
