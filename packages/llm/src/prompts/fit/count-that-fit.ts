import { estimateTokens } from "../../tokens/estimate-tokens.js";

/** Tokens of a line with its end. */
export function lineTokens(line: string): number {
  return estimateTokens(line) + 1;
}

/** How many lines fit, from the first on; looks at no more of them than needed. */
export function countThatFit(lines: readonly string[], room: number): number {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += lineTokens(line);
    return used > room;
  });
  return end === -1 ? lines.length : end;
}
