import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** What stands in parentheses; the node itself where there are none. Grammars that have this node call it the same. */
export function withoutParentheses(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (tree.type(inner) === "parenthesized_expression") inner = tree.firstChild(inner);
  return inner;
}
