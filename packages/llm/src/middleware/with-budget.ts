import { CancelledError, hasErrorCode } from "@stemma/core";
import { noUsage, type TokenUsage } from "../completion.js";
import { usageOfFailure } from "../errors/llm-error.js";
import { PriceUnknownError } from "../errors/price-unknown-error.js";
import { type AnyProviderMiddleware, type LlmProvider, wrapProvider } from "../llm-provider.js";
import { type Amount, BudgetLedger } from "./budget-ledger.js";

/** Options of {@link withBudget}; at least one limit. */
export interface BudgetOptions {
  /** US dollars. Needs a provider that knows its price. */
  readonly maxCostUsd?: number | undefined;
  /** Input and output tokens together. */
  readonly maxTokens?: number | undefined;
}

/**
 * A hard cap: makes no call that could go over the budget, reckoning each one under way at the most that it can take
 * ({@link LlmProvider.estimate}). Failed calls count with what they are known to have taken, and one that timed out with
 * the most that it could. Put it beneath retries, so that each attempt counts.
 *
 * Rejects with `BudgetExceededError`, and with `PriceUnknownError` for a limit in money on a model without a price.
 */
export function withBudget(limits: BudgetOptions): AnyProviderMiddleware {
  return (inner) => {
    const { maxCostUsd = Infinity, maxTokens = Infinity } = limits;
    const ledger = new BudgetLedger({ costUsd: maxCostUsd, tokens: maxTokens });
    const needsPrice = maxCostUsd !== Infinity;
    const toAmount = ({ inputTokens, outputTokens, costUsd }: TokenUsage): Amount => {
      if (costUsd === null && needsPrice) throw new PriceUnknownError(inner.model);
      return { tokens: inputTokens + outputTokens, costUsd: costUsd ?? 0 };
    };
    return wrapProvider(inner, async (request, options) => {
      const most = mostOf(inner, request, needsPrice);
      const settle = await ledger.reserve(most);
      let spent: Amount = { tokens: 0, costUsd: 0 };
      try {
        // The wait for other calls may have been long.
        if (options?.signal?.aborted) throw new CancelledError("GetCompletion", options.signal.reason);
        const completion = await inner.getCompletion(request, options);
        spent = toAmount(completion.usage ?? noUsage);
        return completion;
      } catch (error) {
        const usage = usageOfFailure(error);
        if (usage !== undefined) spent = toAmount(usage);
        else if (hasErrorCode(error, "TIMEOUT") && most !== undefined) spent = most;
        throw error;
      } finally {
        settle(spent);
      }
    });
  };
}

function mostOf<Request>(
  provider: LlmProvider<Request>,
  request: Request,
  needsPrice: boolean,
): Amount | undefined {
  const estimate = provider.estimate?.(request);
  if (estimate === undefined) return undefined;
  if (estimate.mostCostUsd === null && needsPrice) throw new PriceUnknownError(provider.model);
  return { tokens: estimate.mostTokens, costUsd: estimate.mostCostUsd ?? 0 };
}
