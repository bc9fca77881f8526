import { withoutUndefined } from "@stemma/core";
import type { TokenUsage } from "../completion.js";

/** What one call took, shared among the nodes that it answered for, so that the sum is what it took. */
export function shareUsage(usage: TokenUsage, count: number): TokenUsage[] {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd } = usage;
  return Array.from({ length: count }, (_, index) => ({
    inputTokens: wholeShare(inputTokens, count, index),
    ...withoutUndefined({
      cachedInputTokens:
        cachedInputTokens === undefined ? undefined : wholeShare(cachedInputTokens, count, index),
    }),
    outputTokens: wholeShare(outputTokens, count, index),
    costUsd: costUsd === null ? null : costUsd / count,
  }));
}

/** The first ones get what is left over. */
function wholeShare(total: number, count: number, index: number): number {
  return Math.floor(total / count) + (index < total % count ? 1 : 0);
}
