import { LlmError } from "./llm-error.js";

/** The service refused the call because there were too many (HTTP 429), code `"LLM_RATE_LIMIT"`; retryable. */
export class LlmRateLimitError extends LlmError {
  constructor(model: string, retryAfterMs: number | undefined, cause?: unknown) {
    super(`The service of model "${model}" refuses more calls for now`, {
      code: "LLM_RATE_LIMIT",
      retryable: true,
      retryAfterMs,
      advice: "Lower the number of workers or set a rate limit.",
      cause,
    });
  }
}
