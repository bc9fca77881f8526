import { type Clock, type StemmaError, systemClock } from "@stemma/core";

/** When a failed attempt is made again. Only errors that call themselves `retryable` are. */
export interface RetryPolicy {
  /** Attempts in all. Default 3; 1 turns retries off. */
  readonly attempts: number;
  /** Pause before the second attempt, in milliseconds; it doubles with each further one. Default 100. */
  readonly baseDelayMs: number;
  /** Longest pause in milliseconds. Default 2,000. */
  readonly maxDelayMs: number;
  /** What one attempt may take, in milliseconds. Default: what is left of the call's own time, and so no second attempt. */
  readonly attemptTimeoutMs: number;
  /** A number in [0, 1): spreads the attempts of many callers. Default `Math.random`. */
  readonly random: () => number;
  /** Default: the machine's clock. */
  readonly clock: Clock;
}

const defaults: RetryPolicy = {
  attempts: 3,
  baseDelayMs: 100,
  maxDelayMs: 2_000,
  attemptTimeoutMs: Infinity,
  random: Math.random,
  clock: systemClock,
};

/** The defaults with what is given put in their place. */
export function retryPolicy(given: Partial<RetryPolicy> = {}): RetryPolicy {
  return { ...defaults, ...given };
}

/** The pause after attempt number `attempt` (from 1): half of it fixed, half by chance. */
export function pauseMs(policy: RetryPolicy, attempt: number): number {
  const whole = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  return whole / 2 + (whole / 2) * policy.random();
}

/**
 * True when what was asked may have happened although the attempt failed: its time ran out, or the connection broke. What
 * comes next must not take the traces of that attempt for another's.
 */
export function mayBeApplied({ code, cause }: StemmaError): boolean {
  return code === "TIMEOUT" || (cause instanceof Error && cause.name === "ChromaConnectionError");
}
