import type { Expression } from "../../facts/expression.js";
import { memberKey } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import type { GoWalker } from "./go-context.js";
import { toResult, toType } from "./go-types.js";

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
      const callee = toType(tree, first);
      return callee === null ? null : ["call", callee[0] === "generic" ? callee[1] : callee];
    }
    case "composite_literal":
      return compositeOf(walker, node);
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

/** A value of a type; of a container, also with the functions that it is written with. */
function compositeOf(walker: GoWalker, node: SyntaxNode): Expression | null {
  const { tree } = walker;
  const type = instanceOf(toType(tree, tree.firstChild(node)));
  if (!/^(?:map|slice|array|implicit_length_array)_type$/.test(tree.type(tree.firstChild(node)))) return type;
  const functions = tree
    .children(tree.childOfType(node, "literal_value"))
    .map((element) =>
      tree.firstChild(tree.type(element) === "keyed_element" ? tree.lastChild(element) : element),
    )
    .filter((value) => value !== NO_NODE && /^(?:identifier|selector_expression)$/.test(tree.type(value)))
    .map((value) => toExpression(walker, value))
    .filter((value) => value !== null)
    .map((value): Expression => ["functions", value]);
  if (functions.length === 0) return type;
  const container: Expression = ["slice", ["list", functions]];
  return type === null ? container : ["union", [type, container]];
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
  const args = given.slice(0, MAX_ARGUMENTS).map((argument) => toArgument(walker, argument, convert));
  const call: Expression = args.some((argument) => argument !== null)
    ? ["call", callee, args]
    : ["call", callee];
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

/** A value of a type. */
export function instanceOf(type: Expression | null): Expression | null {
  return type === null ? null : ["instance", type];
}
