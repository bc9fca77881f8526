import { StemmaError, type StemmaErrorOptions } from "@stemma/core";

/** A provider failed; `code` is `"LLM_FAILED"` unless a more precise class says otherwise. */
export class LlmError extends StemmaError {
  /** How long the service asked to wait, in milliseconds; `undefined` where it said nothing. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: Partial<StemmaErrorOptions> & { retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { code: "LLM_FAILED", ...options });
    this.retryAfterMs = options.retryAfterMs;
  }
}
