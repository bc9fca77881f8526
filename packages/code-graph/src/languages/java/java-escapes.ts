import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Texts and comments, which mean the same with escapes, or a name with escapes in it. */
const TOKENS =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[^]*?\*\/|([\w$]*(?:\\u+[0-9a-fA-F]{4}[\w$]*)+)/g;
const ESCAPE = /\\u+([0-9a-fA-F]{4})/g;

/**
 * Java takes `\\u0065` for the character before it reads anything; the grammar knows that in texts alone. For it a name gets
 * another mark in place of the backslash.
 */
export function repairEscapes(text: string): string | null {
  if (!text.includes("\\u")) return null;
  const repaired = text.replace(TOKENS, (token, name: string | undefined) =>
    name === undefined ? token : name.replaceAll("\\", "_"),
  );
  return repaired === text ? null : repaired;
}

/** A name with the characters that its escapes mean. */
export function identifierText(tree: SyntaxTree, node: SyntaxNode): string {
  const text = tree.textOf(node);
  return text.includes("\\")
    ? text.replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : text;
}
