import { withoutUndefined } from "@stemma/core";
import type { AiSdkOptions, LanguageModelService } from "@stemma/llm/ai-sdk";
import type { LlmConfig } from "./llm-config.js";

/**
 * The configured model as the AI SDK has it. Its packages are loaded only here.
 *
 * @throws LlmKeyMissingError, LlmPackageMissingError
 */
export async function modelOptions(
  { llm, prices }: LlmConfig,
  service: LanguageModelService,
  environment: NodeJS.ProcessEnv,
): Promise<AiSdkOptions> {
  const { openLanguageModel } = await import("@stemma/llm/ai-sdk");
  const { baseUrl, price, maxInputTokens, maxOutputTokens, temperature } = llm;
  // The configuration names a model whenever the provider is not the extractive one.
  const name = llm.model ?? "";
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
  };
  return { model, secrets, takesSchema, price: price ?? prices[name], ...withoutUndefined(options) };
}
