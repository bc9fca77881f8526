import { withoutBlockComments } from "../shared/block-comments.js";

/**
 * JSDoc, block comment or `//` lines above `offset`, without their markers; `null` where there is none. Empty lines in
 * between part all but JSDoc, which belongs to what follows it, as TypeScript has it.
 */
export function readCommentAbove(text: string, offset: number): string | null {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? "")) end--;
  const isApart = /\n\s*\n/.test(text.slice(end, offset).replace(/\r/g, ""));
  if (text.endsWith("*/", end)) {
    const start = text.lastIndexOf("/*", end - 2);
    if (start === -1 || (isApart && !isDocOfNext(text, start, end))) return null;
    return cleanComment(text.slice(start, end));
  }
  if (isApart) return null;
  const lines: string[] = [];
  let lineEnd = text.lastIndexOf("\n", offset - 1);
  while (lineEnd > 0) {
    const lineStart = text.lastIndexOf("\n", lineEnd - 1) + 1;
    const line = text.slice(lineStart, lineEnd).trim();
    if (!line.startsWith("//") || /^\/\/\s*(?:eslint|@ts-|biome-|prettier-)/.test(line)) break;
    lines.unshift(line.replace(/^\/+\s?/, ""));
    lineEnd = lineStart - 1;
  }
  return lines.join("\n").trim() || null;
}

/** Neither the file's own comment nor a declaration that stands by itself. */
function isDocOfNext(text: string, start: number, end: number): boolean {
  const opensFile = /^\uFEFF?(?:#!.*)?\s*$/.test(text.slice(0, start));
  const standsAlone = /@(?:file|fileoverview|module|packageDocumentation|typedef|callback|licen[sc]e)\b/;
  return (
    /^\/\*\*(?!\*)/.test(text.slice(start, start + 4)) &&
    !opensFile &&
    !standsAlone.test(text.slice(start, end))
  );
}

/** The comment that opens a file, when it stands apart from the first definition; a licence is none. */
export function readHeaderComment(text: string): string | null {
  const match =
    /^(?:#!.*\n)?\s*(\/\*[\s\S]*?\*\/|\/\/.*(?:\n|$)(?:[ \t]*\/\/.*(?:\n|$))*)([ \t]*\n)?([\s\S]{0,40})/.exec(
      text,
    );
  const comment = match?.[1];
  if (comment === undefined || /copyright|licen[sc]e|@ts-|eslint/i.test(comment)) return null;
  const isApart =
    /^[ \t]*\n[ \t]*\n/.test(text.slice(text.indexOf(comment) + comment.length)) ||
    /@(?:file|fileoverview|module|packageDocumentation)\b/.test(comment) ||
    /^\s*(?:import|"use|'use)/.test(text.slice(text.indexOf(comment) + comment.length)) ||
    text.slice(text.indexOf(comment) + comment.length).trim() === "";
  return isApart ? cleanComment(comment) : null;
}

/** Head of a definition on one line. */
export function readSignature(text: string, start: number, end: number): string {
  return withoutBlockComments(text.slice(start, end))
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .replace(/\s*(?:=>|\{)\s*$/, "")
    .trim();
}

function cleanComment(comment: string): string | null {
  const cleaned = comment
    .replace(/^\s*\/\*+!?/, "")
    .replace(/\*+\/\s*$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*(?:\*(?!\*)|\/\/+)? ?/, "").trimEnd())
    .join("\n")
    .trim();
  return cleaned || null;
}
