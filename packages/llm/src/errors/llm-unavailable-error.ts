import { LlmError, type LlmErrorOptions } from "./llm-error.js";

/** The service could not be reached, broke off or failed on its side (HTTP 5xx), code `"LLM_UNAVAILABLE"`; retryable. */
export class LlmUnavailableError extends LlmError {
  constructor(
    model: string,
    reason: string,
    options: Pick<LlmErrorOptions, "retryAfterMs" | "usage" | "cause"> = {},
  ) {
    super(`The service of model "${model}" failed: ${reason}`, {
      code: "LLM_UNAVAILABLE",
      retryable: true,
      advice: "Check that the service runs and that its base URL is right.",
      ...options,
    });
  }
}
