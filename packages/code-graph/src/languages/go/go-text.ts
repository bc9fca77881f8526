import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutBlockComments } from "../shared/block-comments.js";
import { definitionRanges } from "../shared/definition-ranges.js";

/** Comments that speak to tools. */
const DIRECTIVE = /^\/\/(?:go:|export |extern |line |nolint|lint:| ?\+build\b)/;

/** The doc comment that ends on the line above `offset`, without its markers; `null` where there is none. */
export function readDocComment(text: string, offset: number): string | null {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  if (text.slice(lineStart, offset).trim() !== "") return null;
  const above = text.lastIndexOf("\n", lineStart - 2) + 1;
  if (lineStart > 1 && text.slice(above, lineStart).trim().endsWith("*/")) {
    const close = text.lastIndexOf("*/", lineStart);
    const open = text.lastIndexOf("/*", close);
    const isWhole = open !== -1 && text.slice(text.lastIndexOf("\n", open) + 1, open).trim() === "";
    return isWhole ? clean(text.slice(open + 2, close)) : null;
  }
  const lines: string[] = [];
  for (let end = lineStart - 1; end > 0; ) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (!line.startsWith("//")) break;
    if (!DIRECTIVE.test(line)) lines.unshift(line.replace(/^\/\/+ ?/, ""));
    end = start - 1;
  }
  return lines.join("\n").trim() || null;
}

function clean(comment: string): string | null {
  const lines = comment.split("\n").map((line) => line.replace(/^[ \t]*\*? ?/, "").trimEnd());
  return lines.join("\n").trim() || null;
}

/** A name as it is bound; `""` for `_`, which is none. */
export function localName(tree: SyntaxTree, node: SyntaxNode): string {
  const name = tree.textOf(node);
  return name === "_" ? "" : name;
}

/** Head of a definition on one line. */
export function readSignature(text: string, start: number, end: number): string {
  return withoutBlockComments(text.slice(start, end))
    .replace(/\/\/[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .trim();
}

/**
 * Where a definition is and what it says of itself.
 *
 * @param outer - the declaration that its comment stands above.
 * @param body - the block that a parent's own source leaves out, `NO_NODE` for none.
 */
export function rangesOf(tree: SyntaxTree, node: SyntaxNode, outer: SyntaxNode, body: SyntaxNode) {
  const { text } = tree;
  const ranges = definitionRanges(tree, outer, body);
  return {
    ...ranges,
    signature: readSignature(text, tree.start(node), ranges.bodyStart),
    docstring: readDocComment(text, ranges.start) ?? readDocComment(text, tree.start(node)),
  };
}
