import type { CompletionRequest, LlmProvider } from "@stemma/llm";

/** The model that answers a request. */
export function modelOf(provider: LlmProvider, { node }: CompletionRequest): string {
  return provider.modelOf?.(node.label) ?? provider.model;
}
