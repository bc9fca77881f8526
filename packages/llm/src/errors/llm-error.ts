import { StemmaError, type StemmaErrorOptions } from "@stemma/core";
import type { TokenUsage } from "../completion.js";

/** What an {@link LlmError} carries besides its message. */
export interface LlmErrorOptions extends StemmaErrorOptions {
  readonly retryAfterMs?: number | undefined;
  readonly usage?: TokenUsage | undefined;
}

/** A provider failed; `code` is `"LLM_FAILED"` unless a more precise class says otherwise. */
export class LlmError extends StemmaError {
  /** How long the service asked to wait, in milliseconds; `undefined` where it said nothing. */
  readonly retryAfterMs: number | undefined;
  /** What was consumed although there is no text, as far as it is known: it counts against a budget. */
  readonly usage: TokenUsage | undefined;

  constructor(message: string, options: Partial<LlmErrorOptions> = {}) {
    super(message, { code: "LLM_FAILED", ...options });
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
  }
}

/** What a failed call consumed; `undefined` where that is not known, or nothing. */
export function usageOfFailure(error: unknown): TokenUsage | undefined {
  return StemmaError.isInstance(error) && "usage" in error ? (error as LlmError).usage : undefined;
}
