import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

const WRAPPING = /^(?:parenthesized|as|satisfies|non_null)_expression$/;
const FREEZING = new Set(["Object.freeze", "Object.seal", "Object.preventExtensions"]);

/** What has the value of what stands in it: `{ … } as const`, `Object.freeze({ … })`; the node itself where it is nothing of the kind. */
export function withoutWrapping(tree: SyntaxTree, value: SyntaxNode): SyntaxNode {
  let node = value;
  for (;;) {
    const inner = WRAPPING.test(tree.type(node)) ? tree.firstChild(node) : frozen(tree, node);
    if (inner === NO_NODE) return node;
    node = inner;
  }
}

/** What `Object.freeze` is given, which it returns; else `NO_NODE`. */
export function frozen(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  if (tree.type(node) !== "call_expression" || !FREEZING.has(tree.textOf(tree.firstChild(node))))
    return NO_NODE;
  return tree.firstChild(tree.childOfType(node, "arguments"));
}
