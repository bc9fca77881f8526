import { withoutUndefined } from "@stemma/core";
import type { AiSdkOptions, LanguageModelService } from "@stemma/llm/ai-sdk";
import type { LlmConfig } from "./llm-config.js";

/**
 * The configured model as the AI SDK has it. Its packages are loaded only here.
 *
 * @throws {@link LlmKeyMissingError} `LLM_KEY_MISSING`
 * @throws {@link LlmPackageMissingError} `LLM_PACKAGE_MISSING`
 */
export async function modelOptions(
  { llm, prices }: LlmConfig,
  service: LanguageModelService,
  environment: NodeJS.ProcessEnv,
  name = llm.model ?? "",
): Promise<AiSdkOptions> {
  const { openLanguageModel } = await import("@stemma/llm/ai-sdk");
  const { baseUrl, price, maxInputTokens, maxOutputTokens, temperature } = llm;
  const { model, secrets, takesSchema } = await openLanguageModel({
    service,
    model: name,
    baseUrl,
    environment,
  });
  const options = {
    maxInputTokens,
    maxOutputTokens,
    temperature,
    timeoutMs: llm.callTimeoutMs,
    stallTimeoutMs: llm.stallTimeoutMs,
    isStreaming: llm.isStreaming,
    isCiting: llm.citations,
    nodesPerCall: llm.nodesPerCall,
    level: llm.level,
  };
  // A price of its own is that of `model`.
  const own = name === llm.model ? price : undefined;
  return { model, secrets, takesSchema, price: own ?? prices[name], ...withoutUndefined(options) };
}
