import { isUtf8 } from "node:buffer";
import { type FileUnusableError, readFileBounded } from "@stemma/core";
import type { SkipReason } from "./skip-reason.js";

/** How much of a file is looked at to tell what it is. */
const HEAD_LENGTH = 8192;
/** What generators begin a comment with: a line that mentions such words in the midst of others is a person's. */
const GENERATED =
  /^@generated\b|\bgenerated\b.*\bDO NOT (?:EDIT|MODIFY)\b|^DO NOT (?:EDIT|MODIFY)\b(?:[\s.!*-]*$|.*\b(?:generated|this file|by hand|manually)\b)|^(?:(?:this|the) (?:file|code|module) (?:is|was|has been) )?(?:automatically generated|auto-?generated)\b|^generated (?:by|from|with) \S/i;
const COMMENT_MARK = /^\s*(?:#+|\/\/+|\/?\*+|--+|;+|<!--+)\s*/;
/** Other encodings that a file may declare, as Python has it (PEP 263). */
const LATIN_1 = /^[^\n]*(?:\n[^\n]*)?coding[:=]\s*(?:latin[-_]?1|iso[-_]8859[-_]1|l1)\b/i;
/** The longest line that people write is far shorter; data tables and bundles are longer. */
const MINIFIED_LINE_LENGTH = 5000;
const MINIFIED_MEAN_LENGTH = 250;

/** Larger files are left out, unless another bound is given. */
export const DEFAULT_MAX_FILE_BYTES = 1_048_576;

/** The text of a source file, or why it is left out. */
export type SourceRead =
  | { readonly text: string; readonly bytes: Buffer }
  | { readonly reason: SkipReason; readonly cause?: unknown };

/**
 * Reads a file if it is source text that people wrote, of at most `maxFileBytes`. Never throws.
 *
 * At once, not in the background: for files of this size waiting for a thread takes several times as long as reading,
 * and the parse that follows holds this thread for longer.
 */
export function readSource(path: string, maxFileBytes: number): SourceRead {
  let bytes: Buffer;
  try {
    bytes = readFileBounded(path, { maxBytes: maxFileBytes });
  } catch (error) {
    return { reason: reasonOf(error), cause: error };
  }
  return decodeSource(bytes);
}

/** As {@link readSource}, of the content of a file that was read elsewhere. Never throws. */
export function decodeSource(bytes: Buffer): SourceRead {
  if (bytes.subarray(0, HEAD_LENGTH).includes(0)) return { reason: "binary" };
  const isLatin1 = !isUtf8(bytes) && LATIN_1.test(bytes.toString("latin1", 0, HEAD_LENGTH));
  if (!isLatin1 && !isUtf8(bytes)) return { reason: "not UTF-8" };
  const text = bytes.toString(isLatin1 ? "latin1" : "utf8").replace(/^\uFEFF/, "");
  if (saysGenerated(text)) return { reason: "generated" };
  if (isMinified(text)) return { reason: "minified" };
  return { text, bytes };
}

/** Generators say so in the comment at the very top. */
function saysGenerated(text: string): boolean {
  const head = text.slice(0, 600).split("\n", 6);
  return head.some((line) => {
    const mark = COMMENT_MARK.exec(line)?.[0];
    return mark !== undefined && GENERATED.test(line.slice(mark.length));
  });
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED_LINE_LENGTH) return false;
  let lines = 0;
  let longest = 0;
  let length = 0;
  let start = 0;
  for (let end = text.indexOf("\n"); ; end = text.indexOf("\n", start)) {
    const line = lengthOfCode(text, start, end === -1 ? text.length : end);
    longest = Math.max(longest, line);
    length += line;
    lines++;
    if (end === -1) break;
    start = end + 1;
  }
  return longest > MINIFIED_LINE_LENGTH && length / lines > MINIFIED_MEAN_LENGTH;
}

/** Length of a line; of one that is little but a long string, without that. */
function lengthOfCode(text: string, start: number, end: number): number {
  const length = end - start;
  if (length <= MINIFIED_LINE_LENGTH) return length;
  let longest = 0;
  for (let at = start; at < end; ) {
    const quote = text.slice(at, end).search(/["'`]/);
    if (quote === -1) break;
    const opened = at + quote;
    const closed = text.indexOf(text[opened] ?? "", opened + 1);
    if (closed === -1 || closed > end) break;
    longest = Math.max(longest, closed - opened);
    if (longest > MINIFIED_LINE_LENGTH) return length - longest;
    at = closed + 1;
  }
  return length;
}

function reasonOf(error: unknown): SkipReason {
  const { code, reason } = error as NodeJS.ErrnoException & Partial<FileUnusableError>;
  if (code === "ENOENT" || code === "ENOTDIR") return "vanished";
  if (code !== "FILE_UNUSABLE") return "unreadable";
  // The walk has seen a file here: something else has taken its place since.
  return reason === "too large" ? "too large" : "unreadable";
}
