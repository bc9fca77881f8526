import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Docstring of a module, class or function body, with its indentation taken off; `null` where there is none. */
export function readDocstring(tree: SyntaxTree, body: SyntaxNode): string | null {
  return readDocstringOf(tree, tree.firstChild(body));
}

/** The text of a statement that is nothing but a string; `null` where it is another one. */
export function readDocstringOf(tree: SyntaxTree, statement: SyntaxNode): string | null {
  if (tree.type(statement) !== "expression_statement") return null;
  const string = tree.firstChild(statement);
  if (tree.type(string) !== "string") return null;
  const match = /^([rRuU]?)("""|'''|"|')([\s\S]*?)\2$/.exec(tree.textOf(string));
  if (match === null) return null;
  return dedent(match[3] ?? "") || null;
}

/** The block of `#` lines directly above `offset`, without its markers; `null` where there is none. */
export function readCommentAbove(text: string, offset: number): string | null {
  const lines: string[] = [];
  let lineEnd = text.lastIndexOf("\n", offset - 1);
  while (lineEnd > 0) {
    const lineStart = text.lastIndexOf("\n", lineEnd - 1) + 1;
    const line = text.slice(lineStart, lineEnd).trim();
    if (!line.startsWith("#") || line.startsWith("#!")) break;
    lines.unshift(line.replace(/^#+:?\s?/, ""));
    lineEnd = lineStart - 1;
  }
  return lines.join("\n").trim() || null;
}

/** The comment that a file begins with. */
export function readHeaderComment(text: string): string | null {
  const match = /^(?:#!.*\n)?((?:\s*#.*\n)+)/.exec(text);
  return match?.[1] === undefined ? null : readCommentAbove(match[0], match[0].length);
}

/** Head of a definition on one line: everything from `start` to the body, without comments and the closing colon. */
export function readSignature(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/#[^\n"']*(?=\n|$)/g, "")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .replace(/\s*:\s*$/, "")
    .trim();
}

function dedent(docstring: string): string {
  const [first = "", ...rest] = docstring.replace(/\r\n/g, "\n").split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return [first.trim(), ...rest.map((line) => line.slice(indent).trimEnd())].join("\n").trim();
}
