import type { LlmProvider, LoggedCall, Price, ProviderMetrics, ShortenedPrompt } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import type { SpentSoFar } from "../document/progress.js";
import type { OpenedProvider } from "../llm/open-provider.js";

/** What a run asked of a language model. */
export interface LlmReport {
  readonly provider: string;
  readonly model: string;
  /** Hash of the prompts' wording. */
  readonly promptVersion: string;
  /** Attempts, those that failed included. */
  readonly attempts: number;
  readonly failures: number;
  readonly failuresByCode: Readonly<Record<string, number>>;
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars; `null` where the price of the model is not configured. */
  readonly costUsd: number | null;
  readonly budget: StemmaConfig["budget"] | null;
  /** Milliseconds; `null` when there was no call. */
  readonly callMs: { readonly average: number | null; readonly slowest: number | null };
  /** Milliseconds until an answer began, on average; `null` when there was none. */
  readonly firstTokenMs: number | null;
  readonly slowestCalls: readonly LoggedCall[];
  readonly largestCalls: readonly LoggedCall[];
  readonly shortenedPrompts: { readonly count: number; readonly some: readonly ShortenedPrompt[] };
}

/** What the run has taken up to now; `undefined` when no language model was configured. */
export function spentSoFar(
  { provider, metrics, batches }: OpenedProvider,
  config: StemmaConfig,
): SpentSoFar | undefined {
  if (metrics === null) return undefined;
  const { calls, inputTokens, outputTokens } = metrics;
  const spent = { calls, inputTokens, outputTokens, costUsd: costOf(metrics, priceOf(provider, config)) };
  if (batches === null || batches.standing.batches === 0) return spent;
  return { ...spent, inBatches: { calls: batches.standing.calls, done: batches.standing.done } };
}

/** The report of a finished run; `null` when no language model was configured. */
export function llmReport(
  { provider, metrics, log }: OpenedProvider,
  config: StemmaConfig,
): LlmReport | null {
  if (metrics === null || log === null) return null;
  return {
    provider: config.llm.provider,
    model: provider.model,
    promptVersion: provider.promptVersion,
    attempts: metrics.calls,
    failures: metrics.failures,
    failuresByCode: metrics.failuresByCode,
    tokens: { input: metrics.inputTokens, output: metrics.outputTokens },
    costUsd: costOf(metrics, priceOf(provider, config)),
    budget: config.budget ?? null,
    callMs: {
      average: metrics.calls === 0 ? null : Math.round(metrics.totalMs / metrics.calls),
      slowest: metrics.calls === 0 ? null : Math.round(metrics.slowestMs),
    },
    firstTokenMs: metrics.timedAnswers === 0 ? null : Math.round(metrics.firstTokenMs / metrics.timedAnswers),
    slowestCalls: log.slowest.map(rounded),
    largestCalls: log.largest.map(rounded),
    shortenedPrompts: { count: log.shortenedCount, some: log.shortened },
  };
}

function priceOf({ model }: LlmProvider, { llm, prices }: StemmaConfig): Price | undefined {
  return llm.price ?? prices[model];
}

/** Without a price nobody knows what calls took that failed and told no tokens. */
function costOf({ calls, costUsd, unpricedCalls }: ProviderMetrics, price: Price | undefined): number | null {
  return unpricedCalls > 0 || (calls > 0 && price === undefined) ? null : costUsd;
}

function rounded(call: LoggedCall): LoggedCall {
  return { ...call, durationMs: Math.round(call.durationMs) };
}
