import { LlmError } from "./llm-error.js";

/** The model answered with nothing that could be stored as documentation, code `"LLM_BAD_ANSWER"`; retryable. */
export class LlmAnswerError extends LlmError {
  constructor(model: string, reason: string, cause?: unknown) {
    super(`Model "${model}" gave no usable answer: ${reason}`, {
      code: "LLM_BAD_ANSWER",
      retryable: true,
      cause,
    });
  }
}
