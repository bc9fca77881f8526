import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { withoutBlockComments } from "../shared/block-comments.js";
import { definitionRanges } from "../shared/definition-ranges.js";

/** Of attributes and comments above a definition, in characters: a table of derives is shorter. */
const MOST_ABOVE = 20_000;

/** What stands above a definition: its attributes, and where the first of them begins. */
export interface RustHead {
  readonly start: number;
  /** Texts of the attributes, in their order, without `#[…]`. */
  readonly attributes: readonly string[];
  readonly docstring: string | null;
}

/** Reads attributes and doc comments above `offset`, line by line upwards. */
export function readHead(text: string, offset: number): RustHead {
  const attributes: string[] = [];
  const docs: string[] = [];
  const least = Math.max(0, offset - MOST_ABOVE);
  let start = offset;
  for (let end = endOfInk(text, offset, least); end > least; end = endOfInk(text, start, least)) {
    if (isApart(text.slice(end, start)) && docs.length === 0 && attributes.length === 0) {
      // Plain comments belong to what follows only without an empty line; doc comments always do.
      if (!/^\s*(?:\/\/\/|#\[|\*\/|.*\*\/$)/.test(lineEndingAt(text, end))) break;
    }
    const line = lineEndingAt(text, end);
    const lineStart = end - line.length;
    if (/^\s*\/\/\/(?!\/)/.test(line)) {
      docs.unshift(line.trim().slice(3).replace(/^ /, ""));
      start = lineStart;
    } else if (/^\s*\/\//.test(line) && !/^\s*\/\/!/.test(line)) {
      if (docs.length > 0 || attributes.length > 0) start = lineStart;
      else {
        docs.unshift(...plainLines(text, end, least));
        break;
      }
    } else if (line.endsWith("*/")) {
      const open = text.lastIndexOf("/*", end - 2);
      if (open < least || text.slice(text.lastIndexOf("\n", open) + 1, open).trim() !== "") break;
      if (text.startsWith("/*!", open)) break;
      docs.unshift(...blockLines(text.slice(open + 2, end - 2)));
      start = open;
    } else if (line.trimEnd().endsWith("]")) {
      const open = openingOf(text, end, least);
      if (open === -1) break;
      const inner = text.slice(open + 2, end - 1).trim();
      const doc = /^doc\s*=\s*r?#*"((?:[^"\\]|\\.)*)"/.exec(inner)?.[1];
      if (doc === undefined) attributes.unshift(inner);
      else docs.unshift(doc.trim());
      start = open;
    } else break;
  }
  return { start, attributes, docstring: docs.join("\n").trim() || null };
}

/** `//!` lines and `/*! … *\/` with which a module begins, from `offset` on. */
export function readInnerDocs(text: string, offset: number): string | null {
  const lines: string[] = [];
  const block = /^\s*\/\*!([\s\S]*?)\*\//.exec(text.slice(offset, offset + MOST_ABOVE));
  if (block?.[1] !== undefined) return blockLines(block[1]).join("\n").trim() || null;
  for (const line of text.slice(offset, offset + MOST_ABOVE).split("\n")) {
    const doc = /^\s*\/\/!(.*)$/.exec(line)?.[1];
    if (doc !== undefined) lines.push(doc.replace(/^ /, "").trimEnd());
    // A licence, inner attributes and empty lines may stand before.
    else if (lines.length > 0 || !/^\s*(?:$|#!|\/\/|\uFEFF|\*|\/\*)/.test(line)) break;
  }
  return lines.join("\n").trim() || null;
}

/** Where a definition is and what it says of itself. */
export function rangesOf(tree: SyntaxTree, node: SyntaxNode, body: SyntaxNode) {
  const ranges = definitionRanges(tree, node, body);
  return { ...ranges, signature: readSignature(tree.text, ranges.start, ranges.bodyStart) };
}

/** Head of a definition on one line. */
function readSignature(text: string, start: number, end: number): string {
  return withoutBlockComments(text.slice(start, Math.min(end, start + MOST_ABOVE)))
    .replace(/\/\/[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .replace(/([([<]) /g, "$1")
    .replace(/,? ([)\]>])/g, "$1")
    .replace(/[\s,;]*$/, "")
    .trim();
}

/** A name as code uses it: `r#type` is `type`. */
export function nameOf(tree: SyntaxTree, node: SyntaxNode): string {
  const text = node === NO_NODE ? "" : tree.textOf(node);
  return text.startsWith("r#") ? text.slice(2) : text;
}

function endOfInk(text: string, end: number, least: number): number {
  let at = end;
  while (at > least && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

function isApart(between: string): boolean {
  return between.indexOf("\n") !== between.lastIndexOf("\n");
}

function lineEndingAt(text: string, end: number): string {
  return text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
}

/** `//` lines without an empty one between, up from the one that ends at `end`. */
function plainLines(text: string, end: number, least: number): string[] {
  const lines: string[] = [];
  for (let lineEnd = end; lineEnd > least; ) {
    const line = lineEndingAt(text, lineEnd).trim();
    if (!/^\/\/(?![/!])/.test(line)) break;
    lines.unshift(line.replace(/^\/\/+ ?/, ""));
    lineEnd = text.lastIndexOf("\n", lineEnd - 1);
  }
  return lines;
}

function blockLines(inner: string): string[] {
  return inner
    .replace(/^\*+/, "")
    .split("\n")
    .map((line) => line.replace(/^[ \t]*\*? ?/, "").trimEnd());
}

/** The `#[` that belongs to the `]` before `end`; -1 where there is none. */
function openingOf(text: string, end: number, least: number): number {
  let depth = 0;
  for (let at = end - 1; at >= least; at--) {
    if (text[at] === "]") depth++;
    else if (text[at] === "[" && --depth === 0) return text[at - 1] === "#" ? at - 1 : -1;
  }
  return -1;
}
