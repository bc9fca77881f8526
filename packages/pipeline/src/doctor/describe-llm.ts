import type { StemmaConfig } from "../config/config-schema.js";
import { budgetOf } from "../llm/budget-of.js";
import { openModel } from "../llm/open-provider.js";

/**
 * Who would write the documentation, in one line. Opens the model, so that a missing package, key or price is found, and
 * calls nothing.
 *
 * @throws {@link LlmKeyMissingError} `LLM_KEY_MISSING`
 * @throws {@link LlmPackageMissingError} `LLM_PACKAGE_MISSING`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 */
export async function describeLlm(
  config: Pick<StemmaConfig, "llm" | "budget" | "prices">,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { provider, baseUrl, price } = config.llm;
  if (provider === "extractive") return "none; documentation is made from the code itself";
  const { model } = await openModel(config, environment);
  const budget = budgetOf(config);
  const place = baseUrl === undefined ? "" : ` at ${baseUrl}`;
  const cost = (price ?? config.prices[model]) === undefined ? ", price not known" : "";
  return `${model} (${provider}${place})${cost}${budget === undefined ? ", no budget" : ""}; not called`;
}
