import type { BudgetOptions } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import { ConfigError } from "../errors/config-error.js";

/**
 * The limits of a run, `undefined` when there are none.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for a limit in money on a model whose price is not configured
 */
export function budgetOf({
  llm,
  prices,
  budget,
}: Pick<StemmaConfig, "llm" | "budget" | "prices">): BudgetOptions | undefined {
  if (budget === undefined || llm.provider === "extractive") return undefined;
  const { maxCostUsd, maxTokens } = budget;
  const { leaf = llm.model, parent = llm.model } = llm.models ?? {};
  const isUnpriced = (name = ""): boolean =>
    prices[name] === undefined && (name !== llm.model || llm.price === undefined);
  const model = [leaf, parent].find(isUnpriced);
  if (maxCostUsd !== undefined && model !== undefined) {
    throw new ConfigError(
      `A budget in US dollars can't be kept: the price of model "${model}" is not configured`,
      {
        advice: `Add "prices": { "${model}": { "input": …, "output": … } } (US dollars for a million tokens) to stemma.config.json and say that you trust it (stemma trust), or set a budget in tokens.`,
      },
    );
  }
  return {
    maxCostUsd,
    maxTokens,
  };
}
