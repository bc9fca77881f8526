import { type Clock, systemClock } from "@stemma/core";
import { type AnyProviderMiddleware, wrapProvider } from "../llm-provider.js";
import { wait } from "./wait.js";

/** Options of {@link withRateLimit}. */
export interface RateLimitOptions {
  readonly callsPerMinute: number;
  readonly clock?: Clock | undefined;
}

/** Spaces the starts of calls evenly; those that have to wait keep their order. */
export function withRateLimit({
  callsPerMinute,
  clock = systemClock,
}: RateLimitOptions): AnyProviderMiddleware {
  const intervalMs = 60_000 / callsPerMinute;
  return (inner) => {
    let nextStartMs = Number.NEGATIVE_INFINITY;
    return wrapProvider(inner, async (request, options) => {
      const nowMs = clock.monotonicMs();
      const startMs = Math.max(nowMs, nextStartMs);
      nextStartMs = startMs + intervalMs;
      if (startMs > nowMs) await wait(clock, startMs - nowMs, "RateLimit", options?.signal);
      return inner.getCompletion(request, options);
    });
  };
}
