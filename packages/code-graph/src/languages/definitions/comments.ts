import type { CommentForms } from "./definitions-form.js";

/** The comment right above the line of `offset`, without its marks; `null` where there is none. */
export function commentAbove(text: string, offset: number, forms: CommentForms): string | null {
  const lineStart = startBetween(text, text.lastIndexOf("\n", offset - 1) + 1, forms);
  const end = endOfInk(text, lineStart);
  if (end === 0 || isApart(text.slice(end, lineStart))) return null;
  const start = startOfBlock(text, end, forms) ?? startOfLines(text, end, forms);
  return start === end ? null : cleaned(text.slice(start, end), forms);
}

/**
 * The comment that opens a file, unless it belongs to the definition below it; a licence is none.
 *
 * @param first - where the first definition begins, -1 for none.
 */
export function commentOfFile(text: string, first: number, forms: CommentForms): string | null {
  let at = /^\uFEFF?(?:#!.*\n|<\?php\b.*\n|\s)*/.exec(text)?.[0].length ?? 0;
  for (;;) {
    const end = endOfComment(text, at, forms);
    if (end === at) return null;
    const next = end + (/^\s*/.exec(text.slice(end, end + 1_000))?.[0].length ?? 0);
    const comment = text.slice(at, end);
    const said = /copyright|licen[sc]e|spdx-/i.test(comment) ? null : cleaned(comment, forms);
    const isOfNext = first >= next && !text.slice(next, first).includes("\n");
    if (said !== null) return isOfNext && !isApart(text.slice(end, next)) ? null : said;
    at = next;
  }
}

/** Where the lines begin that belong to the definition and stand above it. */
function startBetween(text: string, lineStart: number, { between }: CommentForms): number {
  let start = lineStart;
  while (between !== undefined && start > 0) {
    const begin = text.lastIndexOf("\n", start - 2) + 1;
    if (!between.test(text.slice(begin, start).trim())) break;
    start = begin;
  }
  return start;
}

/** Whether there is an empty line in what stands between. */
function isApart(between: string): boolean {
  return between.indexOf("\n") !== between.lastIndexOf("\n");
}

/** Behind the last character before `end` that can be seen. */
function endOfInk(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** Where the block begins that ends at `end`, the first thing on its line; `null` where none does. */
function startOfBlock(text: string, end: number, { block }: CommentForms): number | null {
  if (block === undefined || !text.endsWith(block[1], end)) return null;
  const start = text.lastIndexOf(block[0], end - block[1].length - 1);
  return start !== -1 && text.slice(text.lastIndexOf("\n", start) + 1, start).trim() === "" ? start : null;
}

/** Where the run of comment lines begins that ends at `end`; `end` where there is none. */
function startOfLines(text: string, end: number, { lines }: CommentForms): number {
  let start = end;
  for (let lineEnd = end; lineEnd > 0; ) {
    const begin = text.lastIndexOf("\n", lineEnd - 1) + 1;
    const line = text.slice(begin, lineEnd).trimStart();
    if (line.startsWith("#!") || !lines.some((mark) => line.startsWith(mark))) break;
    start = begin;
    lineEnd = begin - 1;
  }
  return start;
}

/** Behind the last visible character of the run of lines, or the block, that begins at `at`; `at` where there is none. */
function endOfComment(text: string, at: number, { lines, block }: CommentForms): number {
  if (block !== undefined && text.startsWith(block[0], at)) {
    const close = text.indexOf(block[1], at + block[0].length);
    return close === -1 ? at : close + block[1].length;
  }
  let end = at;
  for (let next = at; lines.some((mark) => text.startsWith(mark, next)); ) {
    const newline = text.indexOf("\n", next);
    end = newline === -1 ? text.length : newline;
    next = end + 1;
    while (text[next] === " " || text[next] === "\t") next++;
  }
  return end;
}

/** A comment without its marks and directives; `null` where nothing is left. */
function cleaned(comment: string, { lines, block, directive, clean }: CommentForms): string | null {
  const isBlock = block !== undefined && comment.startsWith(block[0]);
  const inner = isBlock
    ? comment
        .slice(block[0].length, -block[1].length)
        .replace(/^[*!|]+/, "")
        .replace(/\*+$/, "")
        .split("\n")
    : comment.split("\n");
  const said = inner
    .map((line) => (isBlock ? line.replace(/^[ \t]*\*? ?/, "").trimEnd() : withoutMark(line.trim(), lines)))
    .filter((line) => directive === undefined || !directive.test(line))
    .join("\n")
    .trim();
  return (clean?.(said) ?? said).trim() || null;
}

/** `/// x`, `## x`, `#' x`: whatever makes the mark longer goes with it. */
function withoutMark(line: string, marks: readonly string[]): string {
  const mark = marks.find((each) => line.startsWith(each)) ?? "";
  let at = mark.length;
  while (at > 0 && line[at] === mark[mark.length - 1]) at++;
  return line.slice(at).replace(/^[!'|]?[ \t]?/, "");
}
