import type { Expression } from "../../facts/expression.js";
import { memberKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import { compositeOf } from "./go-composite-values.js";
import type { GoWalker } from "./go-context.js";
import { typeArguments, withTypes } from "./go-type-arguments.js";
import { instanceOf, toResult, toType } from "./go-types.js";

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(walker: GoWalker, node: SyntaxNode, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
  const { tree } = walker;
  const first = tree.firstChild(node);
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
      return ["name", tree.textOf(node)];
    case "selector_expression": {
      const name = tree.textOf(tree.lastChild(node));
      const field = tree.type(first) === "selector_expression" ? tree.textOf(tree.lastChild(first)) : "";
      const holder = walker.namelessFields.has(field) ? convert(tree.firstChild(first)) : null;
      if (holder !== null) return ["member", holder, memberKey(field, name)];
      const object = convert(first);
      return object === null ? null : ["member", object, name];
    }
    case "call_expression":
      return toCall(walker, node, convert);
    case "type_conversion_expression": {
      const type = toType(tree, first);
      if (type === null) return null;
      const callee = withTypes(type[0] === "generic" ? type[1] : type, typeArguments(walker, node));
      return called(callee, toArguments(walker, tree.children(node).slice(1), convert));
    }
    case "composite_literal":
      return compositeOf(walker, node, convert);
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
            "firstKnown",
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
  const given = tree.children(tree.childOfType(node, "argument_list"));
  const call = called(withTypes(callee, typeArguments(walker, node)), toArguments(walker, given, convert));
  const [argument = NO_NODE] = given;
  const name = tree.type(calleeNode) === "identifier" ? tree.textOf(calleeNode) : "";
  const through =
    name === "new" || name === "make"
      ? instanceOf(toType(tree, argument))
      : name === "append"
        ? convert(argument)
        : null;
  return through === null ? call : ["firstKnown", [call, through]];
}

function toArguments(
  walker: GoWalker,
  nodes: readonly SyntaxNode[],
  convert: (node: SyntaxNode) => Expression | null,
): readonly (Expression | null)[] {
  return nodes.slice(0, MAX_ARGUMENTS).map((argument) => toArgument(walker, argument, convert));
}

/** A call; arguments of which nothing is known tell nothing of its result. */
function called(callee: Expression, args: readonly (Expression | null)[]): Expression {
  return args.some((argument) => argument !== null) ? ["call", callee, args] : ["call", callee];
}

/** An argument; of a function written in place, what it returns. */
function toArgument(
  { tree }: GoWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  if (tree.type(node) !== "func_literal") return convert(node);
  const result = tree.children(node).find((part, index) => index > 0 && tree.type(part) !== "block");
  return ["callable", result === undefined ? null : toResult(tree, result)];
}
