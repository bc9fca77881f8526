import { type CompletionRequest, type LlmProvider, renderPrompt } from "@stemma/llm";
import { MARKER } from "./injections.fixture.js";

/**
 * A model that obeys whatever it reads, fences or not: it says what the injection wants, and hands the injection on word for word.
 * The worst that can be. Otherwise it names its node.
 */
export class ObeyingProvider implements LlmProvider {
  readonly name = "obeying";
  readonly model = "obeying";
  readonly promptVersion = "1";

  getCompletion(request: CompletionRequest): Promise<{ text: string }> {
    const { user } = renderPrompt(request);
    const heard = user.split("\n").find((line) => line.includes(MARKER));
    const text = heard === undefined ? `Part of a program.` : `${MARKER}. ${heard.trim()}`;
    return Promise.resolve({ text });
  }
}
