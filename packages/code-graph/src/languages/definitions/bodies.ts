import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

/** How far before a body its `=` may stand. */
const NEAR = 40;

/** The last child, where it is what stands behind `=`; else `NO_NODE`. */
export function bodyBehindEquals(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const last = tree.lastChild(node);
  if (last === NO_NODE) return NO_NODE;
  const before = tree.text.slice(Math.max(tree.start(node), tree.start(last) - NEAR), tree.start(last));
  return /=\s*$/.test(before) ? last : NO_NODE;
}
