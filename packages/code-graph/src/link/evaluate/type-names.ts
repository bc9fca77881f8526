import type { Expression } from "../../facts/expression.js";

/** The simple name that a type is written with, without its arguments; `""` for one that has none. */
export function simpleNameOf(type: Expression): string {
  if (type[0] === "name") return type[1];
  if (type[0] === "member") return type[2];
  if (type[0] === "generic" || type[0] === "type") return simpleNameOf(type[1]);
  return type[0] === "firstKnown" ? simpleNameOf(type[1].at(-1) ?? ["literal"]) : "";
}
