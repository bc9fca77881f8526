import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { SkipReason } from "./skip-reason.js";

/** How much of a file is looked at to tell what it is. */
const HEAD_LENGTH = 8192;
const GENERATED =
  /@generated\b|\bDO NOT (?:EDIT|MODIFY)\b|\bautomatically generated\b|\bauto-?generated (?:file|by|from|code)\b/i;
/** The longest line that people write is far shorter; data tables and bundles are longer. */
const MINIFIED_LINE_LENGTH = 5000;
const MINIFIED_MEAN_LENGTH = 250;

/** Without it, opening a pipe that took the place of a file would wait for a writer. (Windows has no such flag, and none is as good as 0.) */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

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
    const file = openSync(path, FLAGS);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return { reason: "unreadable" };
      if (stat.size > maxFileBytes) return { reason: "too large" };
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { reason: isMissing(error) ? "vanished" : "unreadable", cause: error };
  }
  // It may have grown since its size was asked for.
  if (bytes.length > maxFileBytes) return { reason: "too large" };
  if (bytes.subarray(0, HEAD_LENGTH).includes(0)) return { reason: "binary" };
  if (!isUtf8(bytes)) return { reason: "not UTF-8" };
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (saysGenerated(text)) return { reason: "generated" };
  if (isMinified(text)) return { reason: "minified" };
  return { text, bytes };
}

/** Generators say so in the comment at the very top. */
function saysGenerated(text: string): boolean {
  const head = text.slice(0, 600).split("\n", 6);
  return head.some((line) => /^\s*(?:#|\/\/|\/?\*|--|;|<!--)/.test(line) && GENERATED.test(line));
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED_LINE_LENGTH) return false;
  let lines = 0;
  let longest = 0;
  let start = 0;
  for (let end = text.indexOf("\n"); ; end = text.indexOf("\n", start)) {
    longest = Math.max(longest, (end === -1 ? text.length : end) - start);
    lines++;
    if (end === -1) break;
    start = end + 1;
  }
  return longest > MINIFIED_LINE_LENGTH && text.length / lines > MINIFIED_MEAN_LENGTH;
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR")
  );
}
