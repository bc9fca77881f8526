import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { GoWalker } from "./go-context.js";
import { toType } from "./go-types.js";

/** Deeper than any expression that a person writes, shallow enough for the stack. */
const MAX_DEPTH = 60;

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(walker: GoWalker, node: SyntaxNode, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_DEPTH) return null;
  const { tree } = walker;
  const first = tree.firstChild(node);
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
      return ["name", tree.textOf(node)];
    case "selector_expression": {
      const object = convert(first);
      return object === null ? null : ["member", object, tree.textOf(tree.lastChild(node))];
    }
    case "call_expression":
      return toCall(walker, node, convert);
    case "type_conversion_expression": {
      const callee = toType(tree, first);
      return callee === null ? null : ["call", callee[0] === "generic" ? callee[1] : callee];
    }
    case "composite_literal":
      return instanceOf(toType(tree, first));
    case "type_assertion_expression":
      return instanceOf(toType(tree, tree.lastChild(node)));
    case "unary_expression": {
      const operand = convert(first);
      return operand !== null && tree.textOf(node).startsWith("<-") ? ["item", operand] : operand;
    }
    case "parenthesized_expression":
    case "slice_expression":
    case "literal_element":
      return convert(first);
    case "index_expression": {
      // `f[int]` is the function itself, `xs[0]` an element.
      const operand = convert(first);
      return operand === null
        ? null
        : [
            "first",
            [
              ["item", operand],
              ["functions", operand],
            ],
          ];
    }
    case "func_literal": {
      const definition = walker.definitionOf.get(node);
      return definition === undefined ? null : ["definition", definition];
    }
    case "binary_expression":
    case "interpreted_string_literal":
    case "raw_string_literal":
    case "int_literal":
    case "float_literal":
    case "rune_literal":
    case "imaginary_literal":
      return ["literal"];
    default:
      return null;
  }
}

/** What a call gives; the builtins that make or hand on a value of a type say which. */
function toCall(
  walker: GoWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  const { tree } = walker;
  const calleeNode = tree.firstChild(node);
  const callee = convert(calleeNode);
  if (callee === null) return null;
  const call: Expression = ["call", callee];
  const [argument = NO_NODE] = tree.children(tree.childOfType(node, "argument_list"));
  const name = tree.type(calleeNode) === "identifier" ? tree.textOf(calleeNode) : "";
  const through =
    name === "new" || name === "make"
      ? instanceOf(toType(tree, argument))
      : name === "append"
        ? convert(argument)
        : null;
  return through === null ? call : ["first", [call, through]];
}

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}
