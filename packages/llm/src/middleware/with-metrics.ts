import { type Clock, systemClock } from "@stemma/core";
import { noUsage } from "../completion.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";

/** Running totals of a provider. */
export interface ProviderMetrics {
  calls: number;
  failures: number;
  /** Sum of the calls' durations, in milliseconds. */
  totalMs: number;
  slowestMs: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars. */
  costUsd: number;
}

/** Totals at zero, to be given to {@link withMetrics}. */
export function createProviderMetrics(): ProviderMetrics {
  return { calls: 0, failures: 0, totalMs: 0, slowestMs: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
}

/** Adds every call to `metrics`. */
export function withMetrics(metrics: ProviderMetrics, clock: Clock = systemClock): ProviderMiddleware {
  return (inner) =>
    wrapProvider(inner, async (request, options) => {
      const startedAtMs = clock.monotonicMs();
      metrics.calls += 1;
      try {
        const completion = await inner.getCompletion(request, options);
        const usage = completion.usage ?? noUsage;
        metrics.inputTokens += usage.inputTokens;
        metrics.outputTokens += usage.outputTokens;
        metrics.costUsd += usage.costUsd;
        return completion;
      } catch (error) {
        metrics.failures += 1;
        throw error;
      } finally {
        const tookMs = clock.monotonicMs() - startedAtMs;
        metrics.totalMs += tookMs;
        metrics.slowestMs = Math.max(metrics.slowestMs, tookMs);
      }
    });
}
