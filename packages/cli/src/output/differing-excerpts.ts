import { excerpt } from "./excerpt.js";

/** Characters that stand before the first one that differs. */
const LEAD = 24;

/** Two texts that differ, and others beside them, each on one line, from shortly before where the two begin to differ. */
export function differingExcerpts(
  [one, other]: readonly [string, string],
  beside: readonly string[],
  maxCharacters: number,
): string[] {
  const lines = [one, other, ...beside].map((text) => text.replace(/\s+/gu, " ").trim());
  const [first = "", second = ""] = lines;
  let common = 0;
  while (common < first.length && first[common] === second[common]) common++;
  const isShort = lines.every((line) => line.length <= maxCharacters);
  const start = isShort || common <= LEAD ? 0 : common - LEAD;
  return lines.map((line) => `${start > 0 ? "… " : ""}${excerpt(line.slice(start), maxCharacters)}`);
}
