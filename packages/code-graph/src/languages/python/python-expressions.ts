import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { MAX_ARGUMENTS, MAX_EXPRESSION_DEPTH } from "../shared/expression-limits.js";
import { withoutParentheses } from "../shared/parentheses.js";
import { importedModule, throughBuiltin } from "./python-builtin-calls.js";
import { comprehended } from "./python-comprehensions.js";
import { parseAnnotation } from "./python-types.js";

/**
 * The part of an expression that resolution follows, or `null` when its value can't be told.
 *
 * @param enclosingClass - class whose method the expression stands in, for `super()`; -1 for none.
 */
export function toExpression(
  tree: SyntaxTree,
  node: SyntaxNode,
  enclosingClass: number,
  depth = 0,
): Expression | null {
  if (node === NO_NODE || depth > MAX_EXPRESSION_DEPTH) return null;
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
      if (object === null || name === "") return null;
      return name === "__class__" ? ["class of", object] : ["member", object, name];
    }
    case "call": {
      if (enclosingClass !== -1 && tree.type(first) === "identifier" && tree.textOf(first) === "super")
        return superOf(tree, node, enclosingClass, convert);
      const module = importedModule(tree, node);
      if (module !== null) return ["module", module];
      const lambda = withoutParentheses(tree, first);
      if (tree.type(lambda) === "lambda")
        return tree.childOfType(lambda, "lambda_parameters") === NO_NODE
          ? convert(tree.lastChild(lambda))
          : null;
      const callee = convert(first);
      if (callee === null) return null;
      const through = throughBuiltin(tree, node, convert);
      const args = tree
        .children(tree.childOfType(node, "argument_list"))
        .slice(0, MAX_ARGUMENTS)
        .map((argument) => (tree.type(argument) === "keyword_argument" ? null : convert(argument)));
      const result: Expression = args.some((argument) => argument !== null)
        ? ["call", callee, args]
        : ["call", callee];
      return through === null ? result : ["firstKnown", [result, through]];
    }
    case "subscript": {
      const container = convert(first);
      return container === null ? null : subscript(tree, tree.children(node), container);
    }
    case "binary_operator": {
      const left = convert(first);
      const method = operatorMethod(tree, node);
      return left === null || method === null ? null : ["operated", left, method];
    }
    case "unary_operator": {
      const operand = convert(first);
      const method = UNARY_METHODS.get(tree.text.slice(tree.start(node), tree.start(first)).trim());
      return operand === null || method === undefined ? null : ["operated", operand, method];
    }
    case "list_splat":
      return convert(first);
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
      return listOf(tree, tree.children(node), convert);
    case "dictionary":
      return [
        "dict",
        tree.children(node).flatMap((pair): [string, Expression, Expression?][] => {
          const value = convert(tree.type(pair) === "pair" ? tree.lastChild(pair) : tree.firstChild(pair));
          if (value === null) return [];
          // `**others` are elements of unknown keys.
          if (tree.type(pair) !== "pair") return [["", ["at", value, null], ["item", value]]];
          const key = stringValue(tree, tree.firstChild(pair));
          if (key !== null) return [[key, value]];
          const told = convert(tree.firstChild(pair));
          return [told === null ? ["", value] : ["", value, told]];
        }),
      ];
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      return comprehended(tree, node, convert);
    default:
      return null;
  }
}

/** Methods that operators stand for. */
const BINARY_METHODS: ReadonlyMap<string, string> = new Map([
  ["+", "__add__"],
  ["-", "__sub__"],
  ["*", "__mul__"],
  ["/", "__truediv__"],
  ["//", "__floordiv__"],
  ["%", "__mod__"],
  ["**", "__pow__"],
  ["@", "__matmul__"],
  ["&", "__and__"],
  ["|", "__or__"],
  ["^", "__xor__"],
  ["<<", "__lshift__"],
  [">>", "__rshift__"],
]);
const UNARY_METHODS: ReadonlyMap<string, string> = new Map([
  ["-", "__neg__"],
  ["+", "__pos__"],
  ["~", "__invert__"],
]);

function operatorMethod(tree: SyntaxTree, node: SyntaxNode): string | null {
  const operator = tree.text.slice(tree.end(tree.firstChild(node)), tree.start(tree.lastChild(node)));
  return BINARY_METHODS.get(operator.replace(/[()\s\\]|#.*$/gm, "")) ?? null;
}

/** `super()`, `super(X, self)`. */
function superOf(
  tree: SyntaxTree,
  call: SyntaxNode,
  enclosingClass: number,
  convert: (node: SyntaxNode) => Expression | null,
): Expression {
  const [named = NO_NODE] = tree.children(tree.childOfType(call, "argument_list"));
  const after = convert(named);
  return after === null ? ["super", enclosingClass] : ["super", enclosingClass, after];
}

function subscript(tree: SyntaxTree, [, ...keys]: readonly SyntaxNode[], container: Expression): Expression {
  const [key = NO_NODE] = keys;
  if (keys.length !== 1) return ["at", container, null];
  if (tree.type(key) === "slice") return ["slice", container];
  const text = tree.textOf(key);
  if (/^-?\d+$/.test(text)) return ["at", container, Number(text)];
  return ["at", container, stringValue(tree, key)];
}

/** Elements as far as they can be told; where `*others` are among them no place can be. */
function listOf(
  tree: SyntaxTree,
  nodes: readonly SyntaxNode[],
  convert: (node: SyntaxNode) => Expression | null,
): Expression {
  const isOpen = nodes.some((node) => tree.type(node) === "list_splat");
  const elements = nodes.map((node): Expression => {
    const value = convert(node);
    if (value === null) return ["union", []];
    return tree.type(node) === "list_splat" ? ["item", value] : value;
  });
  return isOpen ? ["slice", ["list", elements]] : ["list", elements];
}

/** Content of a plain string literal; `null` for anything else. */
export function stringValue(tree: SyntaxTree, node: SyntaxNode): string | null {
  if (node === NO_NODE || tree.type(node) !== "string") return null;
  return /^[rRuU]?(["'])((?:(?!\1)[^\\])*)\1$/.exec(tree.textOf(node))?.[2] ?? null;
}

/** One of several expressions; `null` for none. */
function either(expressions: readonly Expression[]): Expression | null {
  const [only] = expressions;
  if (only === undefined) return null;
  return expressions.length === 1 ? only : ["union", expressions];
}

/** The type that an annotation node names. */
export function toType(tree: SyntaxTree, node: SyntaxNode): Expression | null {
  return node === NO_NODE ? null : parseAnnotation(tree.textOf(node));
}
