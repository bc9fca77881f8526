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

/** What an operator gives: of its operands, where it adds or the like, only the type matters. */
export function operationOf(operator: string, operands: readonly (Expression | null)[]): Expression {
  if (COMPARISON.test(operator)) return BOOLEAN;
  return ["lexical", [["literal"], ["either", operands.filter((operand) => operand !== null)]]];
}

/** The call with what a library's method of that name returns, where the name tells. */
export function withKnownResult(call: Expression, name: string): Expression {
  const result = RESULTS.get(name);
  return result === undefined ? call : ["first", [call, result]];
}
