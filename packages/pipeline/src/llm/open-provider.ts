import { resolve } from "node:path";
import type { Logger } from "@stemma/core";
import {
  CallLog,
  createProviderMetrics,
  ExtractiveProvider,
  type LlmProvider,
  type ProviderMetrics,
  type ProviderMiddleware,
  stackMiddleware,
  withBudget,
  withCache,
  withCallLog,
  withMetrics,
  withRateLimit,
  withRetry,
  withTaint,
} from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import { withMaskedSecrets } from "../secrets/with-masked-secrets.js";
import { budgetOf } from "./budget-of.js";

/** Who writes the documentation, and what is counted of that. */
export interface OpenedProvider {
  readonly provider: LlmProvider;
  /** Attempts, tokens and money; `null` for a provider that is free. */
  readonly metrics: ProviderMetrics | null;
  readonly log: CallLog | null;
  close(): void;
}

/** What a provider is opened with besides the configuration. */
export interface OpenProviderOptions {
  /** Relative paths of the configuration start here. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

type LlmConfig = Pick<StemmaConfig, "llm" | "budget" | "prices">;

/**
 * The configured provider: the extractive one, or a language model beneath cache, retries, budget and rate limit. The
 * model's packages are loaded only when one is configured.
 *
 * @throws ConfigError for a budget in money without a price, LlmKeyMissingError, LlmPackageMissingError
 */
export async function openProvider(
  config: LlmConfig,
  { root, environment, logger }: OpenProviderOptions,
): Promise<OpenedProvider> {
  if (config.llm.provider === "extractive") {
    const provider = stackMiddleware(new ExtractiveProvider(), [withTaint()]);
    return { provider, metrics: null, log: null, close: () => undefined };
  }
  const model = await openModel(config, environment);
  const metrics = createProviderMetrics();
  const log = new CallLog();
  const cache = await openCache(config, root, logger);
  const budget = budgetOf(config);
  const { callsPerMinute } = config.llm;
  const provider = stackMiddleware(model, [
    withTaint(),
    withMaskedSecrets(),
    ...(cache === null ? [] : [withCache(cache)]),
    withRetry({
      onRetry: (error, attempt, delayMs) =>
        logger.info({ attempt, delayMs, reason: String(error) }, "a call of the model is made again"),
    }),
    ...(budget === undefined ? [] : [withBudget(budget)]),
    ...(callsPerMinute === undefined ? [] : [withRateLimit({ callsPerMinute })]),
    withMetrics(metrics),
    withCallLog(log),
  ] satisfies ProviderMiddleware[]);
  return { provider, metrics, log, close: () => cache?.close() };
}

/** The configured model alone: it makes each call once, and can say what one would take. */
export async function openModel(
  { llm, prices }: LlmConfig,
  environment: NodeJS.ProcessEnv,
): Promise<LlmProvider> {
  if (llm.provider === "extractive") return new ExtractiveProvider();
  const { AiSdkProvider, openLanguageModel } = await import("@stemma/llm/ai-sdk");
  const { provider: service, baseUrl, price, maxInputTokens, maxOutputTokens, temperature } = llm;
  // The configuration names a model whenever the provider is not the extractive one.
  const name = llm.model ?? "";
  const { model, secrets } = await openLanguageModel({ service, model: name, baseUrl, environment });
  const options = {
    maxInputTokens,
    maxOutputTokens,
    temperature,
    timeoutMs: llm.callTimeoutMs,
    stallTimeoutMs: llm.stallTimeoutMs,
    isStreaming: llm.isStreaming,
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return new AiSdkProvider({ model, secrets, price: price ?? prices[name], ...given });
}

async function openCache({ llm }: LlmConfig, root: string, logger: Logger) {
  if (llm.cache === undefined) return null;
  const { SqliteCompletionCache } = await import("@stemma/llm/cache");
  return SqliteCompletionCache.open(resolve(root, llm.cache), { logger });
}
