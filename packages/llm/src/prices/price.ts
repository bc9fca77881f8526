import type { TokenUsage } from "../completion.js";

/** What a model costs, in US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

const MILLION = 1_000_000;

/** US dollars; `null` when there is no price, since a price is never guessed. */
export function costOf(
  { inputTokens, outputTokens }: Pick<TokenUsage, "inputTokens" | "outputTokens">,
  price: Price | undefined,
): number | null {
  if (price === undefined) return null;
  return (inputTokens * price.input + outputTokens * price.output) / MILLION;
}
