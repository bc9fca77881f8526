import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

/** What the first text literal in a node says; `null` where there is none, or where it is put together. */
export function stringIn(tree: SyntaxTree, node: SyntaxNode): string | null {
  return node === NO_NODE ? null : literalIn(tree.textOf(node));
}

/** The same of a text. */
function literalIn(text: string): string | null {
  const match = /(["'])((?:(?!\1)[^\\\n#$])*)\1/.exec(text);
  return match?.[2] === undefined || match[2] === "" ? null : match[2];
}
