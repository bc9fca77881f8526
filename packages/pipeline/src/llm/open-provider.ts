import { ExtractiveProvider, type LlmProvider, stackMiddleware, withBudget, withRetry } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";

/**
 * Who writes the documentation, as configured: the extractive provider, or a language model with retries inside the
 * budget. The model's packages are loaded only when one is configured.
 */
export async function openProvider(
  { llm, budget }: Pick<StemmaConfig, "llm" | "budget">,
  apiKey: string | undefined,
): Promise<LlmProvider> {
  if (llm.provider === "extractive") return new ExtractiveProvider();
  const { AiSdkProvider } = await import("@stemma/llm/ai-sdk");
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const server = createOpenAICompatible({
    name: llm.provider,
    // The configuration holds both whenever the provider is not the extractive one.
    baseURL: llm.baseUrl ?? "",
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  const provider = new AiSdkProvider({
    model: server(llm.model ?? ""),
    ...(llm.price === undefined ? {} : { price: llm.price }),
  });
  const limits = { maxCostUsd: budget?.maxCostUsd, maxTokens: budget?.maxTokens };
  const given = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
  return stackMiddleware(provider, [...(budget === undefined ? [] : [withBudget(given)]), withRetry()]);
}
