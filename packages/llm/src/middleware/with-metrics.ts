import { type Clock, StemmaError, systemClock } from "@stemma/core";
import { noUsage, type TokenUsage } from "../completion.js";
import { usageOfFailure } from "../errors/llm-error.js";
import { type AnyProviderMiddleware, wrapProvider } from "../llm-provider.js";

/** Running totals of a provider. */
export interface ProviderMetrics {
  /** Attempts, retries included where this is beneath them. */
  calls: number;
  failures: number;
  /** Failures by the code of their error, `"OTHER"` where it has none. */
  failuresByCode: Record<string, number>;
  /** Sum of the calls' durations, in milliseconds. */
  totalMs: number;
  slowestMs: number;
  /** Sum of the times until the first piece of an answer came, in milliseconds, and of how many answers that is known. */
  firstTokenMs: number;
  timedAnswers: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars, of the calls whose price is known. */
  costUsd: number;
  /** Calls that took tokens and whose price is not known. */
  unpricedCalls: number;
  /** Prompts that had to be shortened. */
  shortenedPrompts: number;
}

/** Totals at zero, to be given to {@link withMetrics}. */
export function createProviderMetrics(): ProviderMetrics {
  return {
    calls: 0,
    failures: 0,
    failuresByCode: {},
    totalMs: 0,
    slowestMs: 0,
    firstTokenMs: 0,
    timedAnswers: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    unpricedCalls: 0,
    shortenedPrompts: 0,
  };
}

/** Adds every call to `metrics`, failed ones with what they are known to have taken. */
export function withMetrics(metrics: ProviderMetrics, clock: Clock = systemClock): AnyProviderMiddleware {
  return (inner) =>
    wrapProvider(inner, async (request, options) => {
      const startedAtMs = clock.monotonicMs();
      metrics.calls += 1;
      try {
        const completion = await inner.getCompletion(request, options);
        addUsage(metrics, completion.usage ?? noUsage);
        if (completion.shortened !== undefined) metrics.shortenedPrompts += 1;
        if (completion.timing !== undefined) {
          metrics.timedAnswers += 1;
          metrics.firstTokenMs += completion.timing.firstTokenMs;
        }
        return completion;
      } catch (error) {
        metrics.failures += 1;
        const code = codeOf(error);
        metrics.failuresByCode[code] = (metrics.failuresByCode[code] ?? 0) + 1;
        addUsage(metrics, usageOfFailure(error) ?? noUsage);
        throw error;
      } finally {
        const tookMs = clock.monotonicMs() - startedAtMs;
        metrics.totalMs += tookMs;
        metrics.slowestMs = Math.max(metrics.slowestMs, tookMs);
      }
    });
}

function addUsage(metrics: ProviderMetrics, { inputTokens, outputTokens, costUsd }: TokenUsage): void {
  metrics.inputTokens += inputTokens;
  metrics.outputTokens += outputTokens;
  if (costUsd === null) metrics.unpricedCalls += 1;
  else metrics.costUsd += costUsd;
}

function codeOf(error: unknown): string {
  return StemmaError.isInstance(error) ? error.code : "OTHER";
}
