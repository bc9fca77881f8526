import type { OverloadRules } from "../semantics.js";
import { accepts } from "./library/java-conversions.js";
import { resultOf } from "./library/java-operators.js";

/** What constructors are called among the members of their class. */
export const CONSTRUCTOR = "<init>";
/** Member of an interface that stands for its one method without a body: what a function in its place is. */
export const FUNCTION_METHOD = "->";
/** Instead of a number of arguments: any. */
const ANY_COUNT = "?";
/** Instead of a number of arguments: a method whose last parameter takes all that are left. */
const VARIADIC = "*";

/** Member that stands for the methods of a name with this many parameters: `"run/1"`. */
export function memberOf(name: string, count: number): string {
  return `${name}/${count}`;
}

/** Member that stands for the methods of a name that take any number of arguments: `"run/*"`. */
export function variadicMemberOf(name: string): string {
  return `${name}/${VARIADIC}`;
}

/** Member that stands for all methods of a name, for references to them: `"run/?"`. */
export function anyMemberOf(name: string): string {
  return `${name}/${ANY_COUNT}`;
}

/** Overloads are told apart by the number of their parameters, which is part of the member's name, then by types. */
export const OVERLOADS: OverloadRules = {
  memberOf,
  variadicMemberOf,
  isVariadic: (memberName) => memberName.endsWith(`/${VARIADIC}`),
  addsInherited: (memberName) => memberName.includes("/") && !memberName.startsWith(CONSTRUCTOR),
  accepts,
  resultOf,
  parametersOf: (name) => {
    const count = /^->(\d+) /.exec(name)?.[1];
    return count === undefined ? null : Number(count);
  },
  textType: "String",
  // By convention one letter.
  isTypeVariable: (name) => name.length < 2,
};
