import type { Logger } from "@stemma/core";
import { type AnyProviderMiddleware, withBudget, withRateLimit, withRetry } from "@stemma/llm";
import { budgetOf } from "./budget-of.js";
import type { LlmConfig } from "./llm-config.js";

/**
 * What stands between every call and the configured model: another attempt where one may help, the budget, the rate.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for a budget in money without a price
 */
export function limitsOf(config: LlmConfig, logger: Logger): AnyProviderMiddleware[] {
  const budget = budgetOf(config);
  const { callsPerMinute } = config.llm;
  return [
    withRetry({
      onRetry: (error, attempt, delayMs) =>
        logger.info({ attempt, delayMs, reason: String(error) }, "a call of the model is made again"),
    }),
    ...(budget === undefined ? [] : [withBudget(budget)]),
    ...(callsPerMinute === undefined ? [] : [withRateLimit({ callsPerMinute })]),
  ];
}
