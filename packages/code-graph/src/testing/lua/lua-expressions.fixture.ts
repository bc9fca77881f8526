import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import type { LuaWalker } from "./lua-context.fixture.js";
import { requiredModule } from "./lua-imports.fixture.js";
import { RETURNED } from "./lua-library.fixture.js";

/** Deeper than any expression that a person writes, shallow enough for the stack. */
const MAX_DEPTH = 60;

/** The part of an expression that resolution follows, or `null` when its value can't be told. */
export function toExpression(walker: LuaWalker, node: SyntaxNode, depth = 0): Expression | null {
  if (node === NO_NODE || depth > MAX_DEPTH) return null;
  const { tree } = walker;
  const convert = (inner: SyntaxNode): Expression | null => toExpression(walker, inner, depth + 1);
  switch (tree.type(node)) {
    case "identifier":
      return ["name", tree.textOf(node)];
    case "dot_index_expression":
    case "method_index_expression": {
      const object = convert(tree.firstChild(node));
      return object === null ? null : ["member", object, tree.textOf(tree.lastChild(node))];
    }
    case "bracket_index_expression": {
      const container = convert(tree.firstChild(node));
      return container === null ? null : ["item", container];
    }
    case "parenthesized_expression":
      return convert(tree.firstChild(node));
    case "function_call":
      return toCall(walker, node, convert);
    case "function_definition": {
      const definition = walker.definitionOf.get(node);
      return definition === undefined ? null : ["definition", definition];
    }
    case "table_constructor":
      return toTable(tree, node, convert);
    case "string":
    case "number":
    case "true":
    case "false":
      return ["literal"];
    default:
      return null;
  }
}

/** Whether a value is a table, new or with another behind it. */
export function isTable(tree: SyntaxTree, node: SyntaxNode): boolean {
  return tree.type(node) === "table_constructor" || metaIndexOf(tree, node) !== NO_NODE;
}

/** `T` of `setmetatable({…}, { __index = T })`. */
export function metaIndexOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const meta = metatableOf(tree, node);
  if (tree.type(meta) !== "table_constructor") return NO_NODE;
  const isIndex = (field: SyntaxNode): boolean => tree.textOf(tree.firstChild(field)) === "__index";
  return tree.lastChild(tree.children(meta).find(isIndex) ?? NO_NODE);
}

function metatableOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  if (tree.type(node) !== "function_call" || tree.textOf(tree.firstChild(node)) !== "setmetatable")
    return NO_NODE;
  return tree.lastChild(tree.childOfType(node, "arguments"));
}

function toCall(
  walker: LuaWalker,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression | null {
  const { tree } = walker;
  const specifier = requiredModule(tree, node);
  if (specifier !== null) return ["member", ["module", specifier], RETURNED];
  if (metatableOf(tree, node) !== NO_NODE) {
    const index = metaIndexOf(tree, node);
    const class_ = convert(index === NO_NODE ? metatableOf(tree, node) : index);
    return class_ === null ? null : ["instance", class_];
  }
  const callee = convert(tree.firstChild(node));
  if (callee === null) return null;
  return ["call", callee, tree.children(tree.childOfType(node, "arguments")).map(convert)];
}

/** `{ on = f }` by its names, `{ f, g }` by its elements. */
function toTable(
  tree: SyntaxTree,
  node: SyntaxNode,
  convert: (node: SyntaxNode) => Expression | null,
): Expression {
  const entries: (readonly [string, Expression])[] = [];
  const elements: Expression[] = [];
  for (const field of tree.children(node)) {
    const value = convert(tree.lastChild(field));
    if (value === null) continue;
    if (tree.firstChild(field) === tree.lastChild(field)) elements.push(value);
    else if (tree.type(tree.firstChild(field)) === "identifier")
      entries.push([tree.textOf(tree.firstChild(field)), value]);
  }
  return entries.length === 0 ? ["list", elements] : ["object", entries];
}
