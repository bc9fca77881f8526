export type { CompletionCache } from "./cache/completion-cache.js";
export { type Completion, type CompletionTiming, noUsage, type TokenUsage } from "./completion.js";
export { BudgetExceededError } from "./errors/budget-exceeded-error.js";
export { CassetteMissError } from "./errors/cassette-miss-error.js";
export { CassetteUnusableError } from "./errors/cassette-unusable-error.js";
export { LlmAnswerError } from "./errors/llm-answer-error.js";
export { LlmError } from "./errors/llm-error.js";
export { LlmKeyMissingError } from "./errors/llm-key-missing-error.js";
export { LlmPackageMissingError } from "./errors/llm-package-missing-error.js";
export { LlmRateLimitError } from "./errors/llm-rate-limit-error.js";
export { LlmRefusedError } from "./errors/llm-refused-error.js";
export { LlmStalledError } from "./errors/llm-stalled-error.js";
export { LlmUnavailableError } from "./errors/llm-unavailable-error.js";
export { PriceUnknownError } from "./errors/price-unknown-error.js";
export { ExtractiveProvider } from "./extractive/extractive-provider.js";
export {
  type Answered,
  type AnyProviderMiddleware,
  type LlmProvider,
  type ProviderMiddleware,
  stackMiddleware,
  type Together,
  withoutEarlierWordings,
  wrapProvider,
} from "./llm-provider.js";
export { type BudgetOptions, withBudget } from "./middleware/with-budget.js";
export { withCache } from "./middleware/with-cache.js";
export {
  CallLog,
  type LoggedCall,
  type ShortenedPrompt,
  withCallLog,
} from "./middleware/with-call-log.js";
export { createProviderMetrics, type ProviderMetrics, withMetrics } from "./middleware/with-metrics.js";
export { type RateLimitOptions, withRateLimit } from "./middleware/with-rate-limit.js";
export { type RetryOptions, withRetry } from "./middleware/with-retry.js";
export { batchPrice, costOf, type Price } from "./prices/price.js";
export type { PromptShortening } from "./prompts/prompt-shortening.js";
export { fenceFor, quotable, quotableName } from "./prompts/quoting.js";
export { type Prompt, renderPrompt } from "./prompts/render-prompt.js";
export type { Question } from "./question/question.js";
export { type CompletionRequest, type CycleContext, contentOf } from "./request/completion-request.js";
export { NO_CONTEXT, type NodeContext, type OwnerFacts } from "./request/node-context.js";
export type { DocumentedReference, NodeFacts, NodeKind, NodeReference } from "./request/node-facts.js";
export type { DocumentedLevel } from "./self-evident/is-below-level.js";
export { isSmall } from "./self-evident/is-small.js";
export { summarize } from "./summary.js";
export { speaksToAModel } from "./taint/speaks-to-a-model.js";
export { withTaint } from "./taint/with-taint.js";
export { estimateMostTokens, estimateTokens } from "./tokens/estimate-tokens.js";
export { shareUsage } from "./usage/share-usage.js";
export type { UsageEstimate } from "./usage-estimate.js";
