import type { Expression } from "../../../facts/expression.js";

/** A value of a type of the library. */
function of(name: string): Expression {
  return ["instance", ["name", name]];
}

const BOOLEAN = of("boolean");
const COMPARISON = /^(?:[<>]=?|[=!]=|&&|\|\|)$/;
/** Results of library methods whose names leave no doubt; only asked where the call leaves the tree. */
const RESULTS: ReadonlyMap<string, Expression> = new Map(
  [
    [
      "String",
      "toString getName getSimpleName getCanonicalName substring trim strip toLowerCase toUpperCase concat",
    ],
    ["int", "length size hashCode intValue compareTo ordinal"],
    ["long", "longValue"],
    ["double", "doubleValue"],
    ["float", "floatValue"],
    ["boolean", "equals isEmpty equalsIgnoreCase startsWith endsWith booleanValue"],
    ["char", "charAt charValue"],
    ["char[]", "toCharArray"],
    ["Class", "getClass getComponentType getSuperclass getDeclaringClass getEnclosingClass"],
  ].flatMap(([type = "", names = ""]) =>
    names.split(" ").map((name): [string, Expression] => [name, of(type)]),
  ),
);

/** What a literal is, and a function written in place or `null`, which fit some parameters and others not. */
export function literalOf(type: string, text: string): Expression | null {
  switch (type) {
    case "string_literal":
    case "text_block":
      return of("String");
    case "character_literal":
      return of("char");
    case "true":
    case "false":
    case "instanceof_expression":
      return BOOLEAN;
    case "decimal_integer_literal":
    case "hex_integer_literal":
    case "octal_integer_literal":
    case "binary_integer_literal":
      return of(/l$/i.test(text) ? "long" : "int");
    case "decimal_floating_point_literal":
    case "hex_floating_point_literal":
      return of(/f$/i.test(text) ? "float" : "double");
    case "class_literal":
      return of("Class");
    case "null_literal":
      return of("null");
    case "lambda_expression":
    case "method_reference":
      return of("->");
    default:
      return null;
  }
}

/** What an operator gives: of what it adds or the like only the type matters. */
export function operationOf(operator: string, operands: readonly (Expression | null)[]): Expression {
  if (COMPARISON.test(operator)) return BOOLEAN;
  return ["operation", operator, operands];
}

/** Results of static methods of the library, by class and name as they are written. */
const STATIC_RESULTS: ReadonlyMap<string, string> = new Map(
  [
    ["String", "String.valueOf String.format String.join String.copyValueOf Integer.toString Long.toString"],
    ["String", "Character.toString Double.toString Boolean.toString Arrays.toString Objects.toString"],
    [
      "int",
      "Integer.parseInt Character.getNumericValue Integer.compare Long.compare Objects.hash Integer.bitCount",
    ],
    ["long", "Long.parseLong System.currentTimeMillis System.nanoTime"],
    ["double", "Double.parseDouble Math.sqrt Math.random Math.pow Math.floor Math.ceil"],
    ["float", "Float.parseFloat"],
    ["boolean", "Boolean.parseBoolean Objects.equals Objects.isNull Objects.nonNull Character.isDigit"],
    ["Integer", "Integer.valueOf"],
    ["Long", "Long.valueOf"],
    ["Double", "Double.valueOf"],
    ["Boolean", "Boolean.valueOf"],
    ["Character", "Character.valueOf"],
  ].flatMap(([type = "", names = ""]) => names.split(" ").map((name): [string, string] => [name, type])),
);

/** What a static method of the library returns, `head` being the call up to its arguments; `null` for all others. */
export function staticResultOf(head: string): Expression | null {
  const type = STATIC_RESULTS.get(head.replace(/\s/g, ""));
  return type === undefined ? null : of(type);
}

/** The call with what a library's method of that name returns, where the name tells. */
export function withKnownResult(call: Expression, name: string): Expression {
  const result = RESULTS.get(name);
  return result === undefined ? call : ["firstKnown", [call, result]];
}
