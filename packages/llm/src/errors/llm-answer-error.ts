import { LlmError, type LlmErrorOptions } from "./llm-error.js";

/**
 * The model answered with nothing that could be stored as documentation, code `"LLM_BAD_ANSWER"`; retryable, except where
 * the answer was cut at its limit: the next one would be as long, and paid again.
 */
export class LlmAnswerError extends LlmError {
  constructor(
    model: string,
    reason: string,
    options: Pick<LlmErrorOptions, "cause" | "usage" | "retryable" | "advice"> = {},
  ) {
    super(`Model "${model}" gave no usable answer: ${reason}`, {
      code: "LLM_BAD_ANSWER",
      retryable: true,
      ...options,
    });
  }

  /** An answer that reached its limit and was cut there. */
  static overLimit(model: string, maxOutputTokens: number, usage: LlmErrorOptions["usage"]): LlmAnswerError {
    return new LlmAnswerError(model, `it was cut at ${maxOutputTokens} tokens`, {
      usage,
      retryable: false,
      advice: "Allow longer answers: maxOutputTokens.",
    });
  }
}
