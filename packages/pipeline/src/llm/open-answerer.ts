import type { Logger } from "@stemma/core";
import { type LlmProvider, type Question, stackMiddleware } from "@stemma/llm";
import { limitsOf } from "./limits-of.js";
import type { LlmConfig } from "./llm-config.js";
import { modelOptions } from "./model-options.js";

/** Who answers questions. */
export interface OpenedAnswerer {
  readonly provider: LlmProvider<Question>;
  /** Longest prompt that it is to be given. */
  readonly maxInputTokens: number;
}

/**
 * The configured language model for questions, beneath retries, budget and rate limit; `null` where none is configured.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for a budget in money without a price
 * @throws {@link LlmKeyMissingError} `LLM_KEY_MISSING`
 * @throws {@link LlmPackageMissingError} `LLM_PACKAGE_MISSING`
 */
export async function openAnswerer(
  config: LlmConfig,
  { environment, logger }: { readonly environment: NodeJS.ProcessEnv; readonly logger: Logger },
): Promise<OpenedAnswerer | null> {
  const { provider: service } = config.llm;
  if (service === "extractive") return null;
  const { AiSdkAnswerer } = await import("@stemma/llm/ai-sdk");
  const model = new AiSdkAnswerer(await modelOptions(config, service, environment));
  const provider = stackMiddleware<Question>(model, limitsOf(config, logger));
  return { provider, maxInputTokens: model.maxInputTokens };
}
