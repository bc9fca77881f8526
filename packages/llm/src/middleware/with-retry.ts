import { type Clock, StemmaError, systemClock } from "@stemma/core";
import { type AnyProviderMiddleware, wrapProvider } from "../llm-provider.js";
import { wait } from "./wait.js";

/** Options of {@link withRetry}. */
export interface RetryOptions {
  /** Calls in all, the first included; 4 by default. */
  readonly maxAttempts?: number | undefined;
  /** Delay before the second call, doubled each time; 500 by default. */
  readonly firstDelayMs?: number | undefined;
  /** No delay is longer, whatever the service asks for; 60,000 by default. */
  readonly maxDelayMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** A number from 0 to 1; spreads the delays of many workers. */
  readonly random?: (() => number) | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((error: unknown, attempt: number, delayMs: number) => void) | undefined;
}

/**
 * Makes a call again when its error says `retryable`, after as long as the service asked for (`Retry-After`) or an
 * exponential delay with full jitter. An abort is never retried and ends a wait at once.
 */
export function withRetry(options: RetryOptions = {}): AnyProviderMiddleware {
  const { maxAttempts = 4, firstDelayMs = 500, maxDelayMs = 60_000, clock = systemClock } = options;
  const random = options.random ?? Math.random;
  return (inner) =>
    wrapProvider(inner, async (request, callOptions) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await inner.getCompletion(request, callOptions);
        } catch (error) {
          const mayRetry = StemmaError.isInstance(error) && error.retryable;
          if (!mayRetry || attempt >= maxAttempts || callOptions?.signal?.aborted) throw error;
          const delayMs = Math.min(
            maxDelayMs,
            askedDelayMs(error) ?? firstDelayMs * 2 ** (attempt - 1) * random(),
          );
          options.onRetry?.(error, attempt, delayMs);
          await wait(clock, delayMs, "RetryCompletion", callOptions?.signal);
        }
      }
    });
}

function askedDelayMs(error: StemmaError): number | undefined {
  return "retryAfterMs" in error && typeof error.retryAfterMs === "number" ? error.retryAfterMs : undefined;
}
