import type { Token } from "../api/tokens.js";

/** A call at a line: what it is called there, and what it leads to. */
export interface CallAtLine {
  readonly line: number;
  /** As it stands in the source, `price_of`. */
  readonly name: string;
  readonly id: string;
}

/** The lines with calls as links, by their names at their lines; `from` is the number of the first line. */
export function linkedCalls(
  lines: readonly (readonly Token[])[],
  calls: readonly CallAtLine[],
  from = 1,
): Token[][] {
  const linked = lines.map((line) => [...line]);
  for (const { line, name, id } of calls) {
    const tokens = linked[line - from];
    if (tokens === undefined) continue;
    linked[line - from] = tokens.flatMap((token) => splitAt(token, name, id));
  }
  return linked;
}

/** Names in strings and comments call nothing. */
const SILENT = new Set(["string", "comment", "doctag", "regexp"]);
const PART_OF_NAME = /[\p{ID_Continue}$]/u;

function splitAt(token: Token, name: string, id: string): Token[] {
  const [text, kind = "", target] = token;
  if (target !== undefined || SILENT.has(kind) || name === "") return [token];
  const parts: Token[] = [];
  let end = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const before = text[at - 1] ?? "";
    const after = text[at + name.length] ?? "";
    if (PART_OF_NAME.test(before) || PART_OF_NAME.test(after)) continue;
    if (at > end) parts.push([text.slice(end, at), kind]);
    parts.push([name, kind, id]);
    end = at + name.length;
  }
  if (parts.length === 0) return [token];
  return end < text.length ? [...parts, [text.slice(end), kind]] : parts;
}
