import type { TokenUsage } from "../completion.js";
import { LlmError } from "./llm-error.js";

/** An answer began and then nothing more came of it, code `"LLM_STALLED"`; retryable. What came is thrown away. */
export class LlmStalledError extends LlmError {
  /** Characters of the answer that came. */
  readonly receivedCharacters: number;

  constructor(model: string, stallTimeoutMs: number, receivedCharacters: number, usage: TokenUsage) {
    super(
      `Model "${model}" stalled: after ${receivedCharacters} characters of its answer nothing came for ${stallTimeoutMs} ms`,
      {
        code: "LLM_STALLED",
        retryable: true,
        usage,
        advice: "Check the load of the service; a slow one needs fewer workers or a longer stall time-out.",
      },
    );
    this.receivedCharacters = receivedCharacters;
  }
}
