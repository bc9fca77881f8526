import { withoutUndefined } from "@stemma/core";
import { batchPrice } from "@stemma/llm";
import type { AiSdkOptions, LanguageModelService } from "@stemma/llm/ai-sdk";
import type { BatchDesk } from "@stemma/llm/batch";
import type { LlmConfig } from "./llm-config.js";

/** A batch takes up to a day; then it is over. */
const BATCH_TIMEOUT_MS = 25 * 3_600_000;

/** Which model is opened, and how its calls are made. */
export interface ModelChoice {
  /** Default: `llm.model`. */
  readonly name?: string | undefined;
  /** Calls are reckoned as those of a batch. Default `false`. */
  readonly isBatched?: boolean | undefined;
  /** Where calls wait for their batches; without it each is made alone. */
  readonly desk?: BatchDesk | undefined;
}

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
  { name = llm.model ?? "", isBatched = false, desk }: ModelChoice = {},
): Promise<AiSdkOptions> {
  const { openLanguageModel } = await import("@stemma/llm/ai-sdk");
  const { baseUrl, maxInputTokens, maxOutputTokens, temperature } = llm;
  const { model, secrets, takesSchema } = await openLanguageModel({
    service,
    model: name,
    baseUrl,
    environment,
    batches: desk,
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
    // Of an answer that takes a day nothing can be seen before, and no call of it is made to find out what the model can.
    ...(desk && { timeoutMs: BATCH_TIMEOUT_MS, isStreaming: false, isProven: true }),
  };
  // A price of its own is that of `model`.
  const own = name === llm.model ? llm.price : undefined;
  const price = own ?? prices[name];
  return {
    model,
    secrets,
    takesSchema,
    price: isBatched ? batchPrice(price) : price,
    ...withoutUndefined(options),
  };
}
