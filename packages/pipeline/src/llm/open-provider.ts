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
  withCache,
  withCallLog,
  withMetrics,
  withTaint,
} from "@stemma/llm";
import { withMaskedSecrets } from "../secrets/with-masked-secrets.js";
import { limitsOf } from "./limits-of.js";
import type { LlmConfig } from "./llm-config.js";
import { modelOptions } from "./model-options.js";

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

/**
 * The configured provider: the extractive one, or a language model beneath cache, retries, budget and rate limit. The
 * model's packages are loaded only when one is configured.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for a budget in money without a price
 * @throws {@link LlmKeyMissingError} `LLM_KEY_MISSING`
 * @throws {@link LlmPackageMissingError} `LLM_PACKAGE_MISSING`
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
  const provider = stackMiddleware(model, [
    withTaint(),
    withMaskedSecrets(),
    ...(cache === null ? [] : [withCache(cache)]),
    ...limitsOf(config, logger),
    withMetrics(metrics),
    withCallLog(log),
  ] satisfies ProviderMiddleware[]);
  return { provider, metrics, log, close: () => cache?.close() };
}

/** The configured model alone: it makes each call once, and can say what one would take. */
export async function openModel(config: LlmConfig, environment: NodeJS.ProcessEnv): Promise<LlmProvider> {
  if (config.llm.provider === "extractive") return new ExtractiveProvider();
  const { provider: service, model, models } = config.llm;
  const { AiSdkProvider, ModelsByKind } = await import("@stemma/llm/ai-sdk");
  const open = async (name: string | undefined): Promise<LlmProvider> =>
    new AiSdkProvider(await modelOptions(config, service, environment, name));
  if (models === undefined) return open(model);
  return new ModelsByKind({
    leaf: await open(models.leaf ?? model),
    parent: await open(models.parent ?? model),
  });
}

async function openCache({ llm }: LlmConfig, root: string, logger: Logger) {
  if (llm.cache === undefined) return null;
  const { SqliteCompletionCache } = await import("@stemma/llm/cache");
  return SqliteCompletionCache.open(resolve(root, llm.cache), { logger });
}
