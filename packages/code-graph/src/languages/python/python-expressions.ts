import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { throughBuiltin } from "./python-builtin-calls.js";
import { parseAnnotation } from "./python-types.js";

/** Deeper than any expression that a person writes, shallow enough for the stack. */
const MAX_DEPTH = 60;

/**
 * The part of an expression that resolution follows, or `null` when its value can't be told.
 *
 * @param enclosingClass class whose method the expression stands in, for `super()`; -1 for none.
 */
export function toExpression(
  tree: SyntaxTree,
  node: SyntaxNode,
  enclosingClass: number,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_DEPTH) return null;
  const convert = (inner: SyntaxNode): Expression | null =>
    toExpression(tree, inner, enclosingClass, depth + 1);
  const convertAll = (nodes: readonly SyntaxNode[]): Expression[] =>
    nodes.map(convert).filter((expression) => expression !== null);
  const first = tree.firstChild(node);
  switch (tree.type(node)) {
    case "identifier":
      return ["name", tree.textOf(node)];
    case "string":
    case "concatenated_string":
    case "integer":
    case "float":
      return ["literal"];
    case "attribute": {
      const object = convert(first);
      const name = tree.textOf(tree.nextSibling(first));
      return object === null || name === "" ? null : ["member", object, name];
    }
    case "call": {
      if (enclosingClass !== -1 && tree.type(first) === "identifier" && tree.textOf(first) === "super")
        return ["super", enclosingClass];
      const callee = convert(first);
      if (callee === null) return null;
      const through = throughBuiltin(tree, node, convert);
      return through === null ? ["call", callee] : ["first", [["call", callee], through]];
    }
    case "subscript": {
      const container = convert(first);
      return container === null ? null : ["item", container];
    }
    case "parenthesized_expression":
    case "await":
      return convert(first);
    case "conditional_expression": {
      const [whenTrue, , whenFalse] = tree.children(node);
      return either(convertAll([whenTrue ?? NO_NODE, whenFalse ?? NO_NODE]));
    }
    case "boolean_operator":
      return either(convertAll(tree.children(node)));
    case "named_expression":
      return convert(tree.lastChild(node));
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
      return ["list", convertAll(tree.children(node))];
    case "dictionary":
      return [
        "list",
        convertAll(
          tree
            .children(node)
            .filter((pair) => tree.type(pair) === "pair")
            .map((pair) => tree.lastChild(pair)),
        ),
      ];
    default:
      return null;
  }
}

/** One of several expressions; `null` for none. */
function either(expressions: readonly Expression[]): Expression | null {
  const [only] = expressions;
  if (only === undefined) return null;
  return expressions.length === 1 ? only : ["either", expressions];
}

/** The type that an annotation node names. */
export function toType(tree: SyntaxTree, node: SyntaxNode): Expression | null {
  return node === NO_NODE ? null : parseAnnotation(tree.textOf(node));
}
