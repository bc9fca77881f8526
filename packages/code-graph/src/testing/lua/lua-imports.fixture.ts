import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** `m` of `require "m"`; `null` for any other call. */
export function requiredModule(tree: SyntaxTree, node: SyntaxNode): string | null {
  if (tree.textOf(tree.firstChild(node)) !== "require") return null;
  const argument = tree.firstChild(tree.childOfType(node, "arguments"));
  return tree.type(argument) === "string" ? tree.textOf(argument).slice(1, -1) : null;
}
