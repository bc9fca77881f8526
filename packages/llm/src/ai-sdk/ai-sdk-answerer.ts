import type { CallOptions } from "@stemma/core";
import type { Completion } from "../completion.js";
import type { LlmProvider } from "../llm-provider.js";
import type { Question } from "../question/question.js";
import type { UsageEstimate } from "../usage-estimate.js";
import type { AiSdkOptions } from "./ai-sdk-options.js";
import { PromptedModel } from "./prompted-model.js";

/** Any language model of the AI SDK, for questions in words of their own; each call is made once, as by `AiSdkProvider`. */
export class AiSdkAnswerer implements LlmProvider<Question> {
  readonly name: string;
  readonly model: string;
  /** The whole wording is in the question. */
  readonly promptVersion = "question";
  /** Longest prompt that the model is to be given, in tokens. */
  readonly maxInputTokens: number;
  readonly #model: PromptedModel;

  constructor(options: AiSdkOptions) {
    this.#model = new PromptedModel(options);
    this.name = this.#model.name;
    this.model = this.#model.model;
    this.maxInputTokens = this.#model.maxInputTokens;
  }

  estimate({ prompt }: Question): UsageEstimate {
    return this.#model.estimate(prompt);
  }

  /** Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too. */
  async getCompletion({ prompt, onText }: Question, options: CallOptions = {}): Promise<Completion> {
    return this.#model.complete(prompt, { ...options, onText });
  }
}
