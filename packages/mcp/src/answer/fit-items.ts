import { countTokens } from "./count-tokens.js";

/** The first of some items, as many as there is room for. */
export interface FittedItems<T> {
  readonly items: readonly T[];
  readonly left: number;
  /** Tokens that they take. */
  readonly tokens: number;
}

/** As many of the first items as take no more than `budget` tokens as JSON. */
export function fitItems<T>(items: readonly T[], budget: number): FittedItems<T> {
  let tokens = 0;
  for (const [at, item] of items.entries()) {
    const more = countTokens(JSON.stringify(item)) + 1;
    if (tokens + more > budget) return { items: items.slice(0, at), left: items.length - at, tokens };
    tokens += more;
  }
  return { items, left: 0, tokens };
}

/** The first lines of a text, as many as take no more than `budget` tokens; at least the beginning of its first one. */
export function fitLines(
  text: string,
  budget: number,
): { readonly text: string; readonly leftLines: number } {
  if (countTokens(JSON.stringify(text)) <= budget) return { text, leftLines: 0 };
  const lines = text.split("\n");
  const { items } = fitItems(lines, budget);
  if (items.length > 0) return { text: items.join("\n"), leftLines: lines.length - items.length };
  // A token is at least one character.
  return { text: (lines[0] ?? "").slice(0, budget), leftLines: lines.length };
}
