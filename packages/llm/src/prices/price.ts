import type { TokenUsage } from "../completion.js";

/** What a model costs, in US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that the service had kept from a call before. Default: as other input. */
  readonly cachedInput?: number | undefined;
}

const MILLION = 1_000_000;

/** US dollars; `null` when there is no price, since a price is never guessed. */
export function costOf(
  {
    inputTokens,
    cachedInputTokens = 0,
    outputTokens,
  }: Pick<TokenUsage, "inputTokens" | "cachedInputTokens" | "outputTokens">,
  price: Price | undefined,
): number | null {
  if (price === undefined) return null;
  const { input, output, cachedInput = input } = price;
  const fresh = Math.max(0, inputTokens - cachedInputTokens);
  return (fresh * input + cachedInputTokens * cachedInput + outputTokens * output) / MILLION;
}
