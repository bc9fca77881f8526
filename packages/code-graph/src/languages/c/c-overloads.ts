import type { OverloadRules } from "../semantics.js";

/** Numbers, each before those that it widens to without loss. */
const NUMBERS = ["bool", "char", "short", "int", "long", "float", "double"];
const TEXT = "char*";
const TEXT_CLASSES = /(?:^|::)(?:string|string_view|StringRef|StringPiece|path)$/;
/** Operators that give whether something holds. */
const COMPARISONS = new Set(["==", "!=", "<", ">", "<=", ">=", "&&", "||"]);

/** C++ tells overloads apart by the number of their parameters, then by types as far as the text tells. */
export const OVERLOADS: OverloadRules = {
  memberOf: (name) => name,
  variadicMemberOf: (name) => name,
  isVariadic: () => false,
  // A function of a class hides all of the same name in its bases.
  addsInherited: () => false,
  accepts,
  resultOf,
  textType: TEXT,
  isTypeVariable: () => false,
};

/** How well a parameter takes an argument, where at least one of their types is outside the tree; `null`: not at all. */
function accepts(parameter: string, argument: string): number | null {
  const to = NUMBERS.indexOf(parameter);
  const from = NUMBERS.indexOf(argument);
  if (to !== -1 && from !== -1) {
    // Small ones are promoted to `int` before anything else.
    if (parameter === "int" && from < to) return 90;
    return from < to ? 60 - (to - from) : 40;
  }
  if (argument === TEXT) {
    if (TEXT_CLASSES.test(parameter)) return 60;
    return parameter === "bool"
      ? 5
      : parameter === "void*"
        ? 20
        : to === -1 && !parameter.endsWith("*")
          ? 3
          : null;
  }
  // A number is no text, and no pointer but 0.
  if (from !== -1) return TEXT_CLASSES.test(parameter) || parameter.endsWith("*") ? null : 3;
  if (to !== -1) return parameter === "bool" ? 4 : argument === "" ? 2 : 1;
  return 2;
}

function resultOf(operator: string, operands: readonly (string | null)[]): string | null {
  if (COMPARISONS.has(operator)) return "bool";
  const found = operands.map((operand) => NUMBERS.indexOf(operand ?? ""));
  if (found.includes(-1)) return null;
  return NUMBERS[Math.max(NUMBERS.indexOf("int"), ...found)] ?? null;
}
