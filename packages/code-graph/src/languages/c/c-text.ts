import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutBlockComments } from "../shared/block-comments.js";
import { definitionRanges } from "../shared/definition-ranges.js";

/**
 * The comment that ends on the line above `start`, or else one that follows `end` on its line and speaks of what is before
 * it (`///<`); `null` where there is none.
 */
export function readDocComment(text: string, start: number, end: number): string | null {
  return commentAbove(text, start) ?? commentBehind(text, end);
}

function commentAbove(text: string, offset: number): string | null {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  if (offset > 0 && text.slice(lineStart, offset).trim() !== "") return null;
  const aboveStart = text.lastIndexOf("\n", lineStart - 2) + 1;
  const above = lineStart === 0 ? "" : text.slice(aboveStart, lineStart).trim();
  if (above.endsWith("*/")) {
    const close = text.lastIndexOf("*/", lineStart);
    const open = text.lastIndexOf("/*", close - 1);
    const isWhole = open !== -1 && text.slice(text.lastIndexOf("\n", open) + 1, open).trim() === "";
    return isWhole ? clean(text.slice(open + 2, close), /^[ \t]*\*+ ?/) : null;
  }
  const lines: string[] = [];
  for (let lineEnd = lineStart - 1; lineEnd > 0; ) {
    const from = text.lastIndexOf("\n", lineEnd - 1) + 1;
    const line = text.slice(from, lineEnd).trim();
    if (!line.startsWith("//") || /^\/\/[/!]</.test(line)) break;
    lines.unshift(line.replace(/^\/\/+!? ?/, ""));
    lineEnd = from - 1;
  }
  return clean(lines.join("\n"), /^/);
}

function commentBehind(text: string, offset: number): string | null {
  const lineEnd = text.indexOf("\n", offset);
  const rest = text.slice(offset, lineEnd === -1 ? text.length : lineEnd);
  const found = /^[ \t;,]*\/(?:\/[/!]|\*[*!])<(.*)$/.exec(rest)?.[1];
  return found === undefined ? null : clean(found.replace(/\*\/\s*$/, ""), /^/);
}

/** Takes marks off, and writes Doxygen's commands as readers of other languages know them (`@param`, then the name). */
function clean(comment: string, margin: RegExp): string | null {
  const text = comment
    .replace(/^[*!]+<?/, "")
    .split("\n")
    .map((line) => line.replace(margin, "").trimEnd())
    .join("\n")
    .replace(/[\\@](?:brief|short|details|li|remarks?)[ \t]+/g, "")
    .replace(/[\\@](?:fn|class|struct|file|ingroup|defgroup|addtogroup|name)\b[^\n]*/g, "")
    .replace(/[\\@](?:c|p|a|e|b|em|ref|link)[ \t]+(\S)/g, "$1")
    .replace(/[\\@]t?param(?:[ \t]*\[[\w, ]*\])?/g, "@param")
    .replace(/[\\@](?:returns?|result|retval)\b/g, "@returns")
    .replace(/[\\@](?:throws?|exception)\b/g, "@throws")
    .replace(/[\\@](see|sa|note|warning|since|deprecated)\b/g, "@$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}

/** What the first comment of a file says of it, unless it is about rights. */
export function readFileComment(text: string): string | null {
  let at = 0;
  for (let count = 0; count < 3; count++) {
    while (at < text.length && /\s/.test(text[at] ?? "")) at++;
    const end = endOfComment(text, at);
    if (end === -1) return null;
    const comment = text.slice(at, end);
    // What is right above a declaration is its own.
    const isApart = /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|#)|$)/.test(text.slice(end));
    if (!/copyright|licen[sc]e|SPDX/i.test(comment)) {
      if (!isApart && !/[\\@]file\b/.test(comment)) return null;
      return comment.startsWith("/*")
        ? clean(comment.slice(2, -2), /^[ \t]*\*+ ?/)
        : clean(comment.replace(/^[ \t]*\/\/+!? ?/gm, ""), /^/);
    }
    at = end;
  }
  return null;
}

/** Where the comment ends that begins at an offset, lines directly below each other counting as one; -1 for none. */
function endOfComment(text: string, start: number): number {
  if (text.startsWith("/*", start)) {
    const end = text.indexOf("*/", start + 2);
    return end === -1 ? -1 : end + 2;
  }
  let end = -1;
  for (let at = start; text.startsWith("//", at); ) {
    const lineEnd = text.indexOf("\n", at);
    end = lineEnd === -1 ? text.length : lineEnd;
    at = end + 1;
    while (text[at] === " " || text[at] === "\t") at++;
  }
  return end;
}

/** Head of a definition on one line. */
export function readSignature(text: string, start: number, end: number): string {
  return withoutBlockComments(text.slice(start, end))
    .replace(/\/\/[^\n]*/g, "")
    .replace(/\\\r?\n/g, " ")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/ ([)\],])/g, "$1")
    .replace(/\s*[;:]\s*$/, "")
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
  const list = tree.childOfType(node, "field_initializer_list");
  const headEnd = list === -1 ? ranges.bodyStart : tree.start(list);
  return {
    ...ranges,
    signature: readSignature(text, ranges.start, headEnd),
    docstring: readDocComment(text, ranges.start, ranges.end),
  };
}
