import type { CallOptions, Deadline } from "@stemma/core";

/** What is left of a call's time, for its next step; the step says so when it is used up. */
export function remainingTime(deadline: Deadline): CallOptions {
  const timeoutMs = Math.max(1, Math.ceil(deadline.remainingMs()));
  return Number.isFinite(timeoutMs) ? { timeoutMs, signal: deadline.signal } : { signal: deadline.signal };
}
