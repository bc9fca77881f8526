import { UNBOXED } from "./java-conversions.js";

const TEXT = "String";
/** Numbers, the widest first. */
const WIDE = ["double", "float", "long"];
const NUMBERS = new Set(["byte", "short", "char", "int", "long", "float", "double"]);

/**
 * Type of what an operator gives: numbers are widened to `int` at least and to the wider of both, a shift is as wide as its
 * left side, and text with anything added to it is text (JLS 5.6, 15.18, 15.25).
 */
export function resultOf(operator: string, operands: readonly (string | null)[]): string | null {
  if (operator === "+" && operands.includes(TEXT)) return TEXT;
  const [left = null, right = null] = operands.map((type) =>
    type === null ? null : (UNBOXED.get(type) ?? type),
  );
  if (operator === "?") return chosen(left, right);
  if (operator === "unary" || /^(?:<<|>>>?)$/.test(operator)) return widened(left, left);
  if (/^[&|^]$/.test(operator) && (left === "boolean" || right === "boolean")) return "boolean";
  return widened(left, right);
}

/** `a ? b : c` is a number only where both are; what is text or an object is no affair of operators. */
function chosen(left: string | null, right: string | null): string | null {
  if (left === right || left === null || right === null) return left === right ? left : null;
  return NUMBERS.has(left) && NUMBERS.has(right) ? widened(left, right) : null;
}

function widened(left: string | null, right: string | null): string | null {
  const wide = WIDE.find((type) => type === left || type === right);
  // Nothing is wider than a double; anything else may be widened by what is not known.
  if (wide === "double") return wide;
  if (left === null || right === null || !NUMBERS.has(left) || !NUMBERS.has(right)) return null;
  return wide ?? "int";
}
