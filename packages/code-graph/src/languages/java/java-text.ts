import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutBlockComments } from "../shared/block-comments.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import { isAnnotation } from "./java-types.js";

/**
 * The Javadoc above `offset`, or else the line comments directly above it; `null` where there is none. Empty lines part all but
 * Javadoc, which belongs to the declaration that follows it.
 */
export function readDocComment(text: string, offset: number): string | null {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? "")) end--;
  if (text.startsWith("*/", end - 2)) {
    const start = text.lastIndexOf("/*", end - 3);
    const isFirst = text.slice(text.lastIndexOf("\n", start) + 1, start).trim() === "";
    return isFirst && text.startsWith("/**", start) ? clean(text.slice(start + 2, end - 2)) : null;
  }
  // An empty line sets them apart from what follows.
  if ((text.slice(end, offset).match(/\n/g)?.length ?? 0) > 1) return null;
  const lines: string[] = [];
  for (let lineEnd = end; lineEnd > 0; ) {
    const start = text.lastIndexOf("\n", lineEnd - 1) + 1;
    const line = text.slice(start, lineEnd).trim();
    if (!line.startsWith("//")) break;
    lines.unshift(line.replace(/^\/\/+ ?/, ""));
    lineEnd = start - 1;
  }
  return lines.join("\n").trim() || null;
}

/** Takes the stars off, and writes `{@code x}`, `{@link A#b}` and the usual tags as plain text. */
function clean(comment: string): string | null {
  return (
    comment
      .replace(/^\*+/, "")
      .split("\n")
      .map((line) => line.replace(/^[ \t]*\*+ ?/, "").trimEnd())
      .join("\n")
      .replace(/\{@(?:code|literal|value)\s+([^{}]*)\}/g, "$1")
      .replace(/\{@link(?:plain)?\s+([^\s{}]+)\s*([^{}]*)\}/g, (_, target: string, label: string) =>
        label === "" ? target.replace(/^#/, "") : label,
      )
      .replace(/\{@inheritDoc\}/g, "")
      .replace(/<p>\s*/gi, "\n")
      .replace(/<\/?(?:p|code|pre|tt|b|i|em|strong|ul|ol|li|br|a)(?:\s[^<>]*)?\/?>/gi, "")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&")
      .replace(/\n{3,}/g, "\n\n")
      .trim() || null
  );
}

/** Head of a definition on one line, without its annotations. */
function readSignature(tree: SyntaxTree, node: SyntaxNode, end: number): string {
  const modifiers = tree.childOfType(node, "modifiers");
  let text = "";
  let position = tree.start(node);
  for (const part of modifiers === NO_NODE ? [] : tree.children(modifiers)) {
    if (!isAnnotation(tree.type(part))) continue;
    text += tree.text.slice(position, tree.start(part));
    position = tree.end(part);
  }
  return withoutBlockComments(text + tree.text.slice(position, end))
    .replace(/\/\/[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/ ([)\],])/g, "$1")
    .replace(/\s*;\s*$/, "")
    .trim();
}

/** Where a definition is and what it says of itself; `body` is what a parent's own source leaves out. */
export function rangesOf(tree: SyntaxTree, node: SyntaxNode, body: SyntaxNode) {
  const ranges = definitionRanges(tree, node, body);
  return {
    ...ranges,
    signature: readSignature(tree, node, ranges.bodyStart),
    docstring: readDocComment(tree.text, ranges.start),
  };
}
