import type { TokenUsage } from "../completion.js";

/** What a model costs, in US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that the service had kept from a call before. Default: as other input. */
  readonly cachedInput?: number | undefined;
  /** What a call in a batch costs of that, from 0 to 1. Default: 0.5. */
  readonly batchShare?: number | undefined;
}

const MILLION = 1_000_000;
const USUAL_BATCH_SHARE = 0.5;

/** What calls in batches cost; `undefined` when there is no price. */
export function batchPrice(price: Price | undefined): Price | undefined {
  if (price === undefined) return undefined;
  const { input, output, cachedInput = input, batchShare = USUAL_BATCH_SHARE } = price;
  return { input: input * batchShare, output: output * batchShare, cachedInput: cachedInput * batchShare };
}

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
