import type { Prompt } from "../prompts/render-prompt.js";

/** What a language model is asked in words that are ready, in place of a node to document. */
export interface Question {
  readonly prompt: Prompt;
  /**
   * Told of what has come of the answer so far, each time that more of it comes, from its beginning. After a call that failed
   * half-way the next one begins with less.
   */
  readonly onText?: ((soFar: string) => void) | undefined;
}
