/** Longest summary that is passed on to the nodes above, in characters. */
const MAX_LENGTH = 240;

/** Code between fences, the last one perhaps not closed: small models like to begin with it. */
const FENCED_CODE = /^```[^\n]*\n[\s\S]*?(?:^```[^\n]*$|$(?![\s\S]))/gmu;

/**
 * The first sentences of a text's first paragraph of prose, as many as stay short; at least one, cut at a word's end and marked
 * with an ellipsis if it alone is too long.
 */
export function summarize(text: string, maxLength: number = MAX_LENGTH): string {
  const prose = text.replaceAll(FENCED_CODE, "").trim();
  const paragraph = (prose === "" ? text.trim() : prose).split(/\n\s*\n/u, 1)[0] ?? "";
  const line = paragraph.replaceAll(/\s+/gu, " ").trim();
  if (line.length <= maxLength) return line;
  let end = 0;
  for (const match of line.matchAll(/[.!?](?=\s)/gu)) {
    if (match.index >= maxLength) break;
    // "e.g." and "i.e." end no sentence.
    if (!/\b(?:e\.g|i\.e|etc|vs|cf)\.$/u.test(line.slice(0, match.index + 1))) end = match.index + 1;
  }
  if (end > 0) return line.slice(0, end);
  const cut = line.lastIndexOf(" ", maxLength - 1);
  return `${line.slice(0, cut > 0 ? cut : maxLength - 1)}…`;
}
