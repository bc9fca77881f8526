import { LlmError } from "./llm-error.js";

/** The service will not take this call however often it is made (HTTP 4xx: key, model name, size), code `"LLM_REFUSED"`. */
export class LlmRefusedError extends LlmError {
  readonly status: number | undefined;

  constructor(model: string, reason: string, status: number | undefined, cause?: unknown) {
    super(`The service of model "${model}" refused the call: ${reason}`, {
      code: "LLM_REFUSED",
      advice: "Check the key, the model's name and the size of the prompt.",
      cause,
    });
    this.status = status;
  }
}
