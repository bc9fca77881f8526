import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { Completion } from "../completion.js";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { Citable } from "../grounding/citable.js";
import {
  ANSWER_SCHEMA,
  type AnsweredSentence,
  type CitedAnswer,
  readAnswersTogether,
  readCitedAnswer,
  TOGETHER_SCHEMA,
} from "../grounding/cited-answer.js";
import type { CitedSentence } from "../grounding/text-grounding.js";
import type { Prompt } from "../prompts/render-prompt.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { CompleteOptions, PromptedModel } from "./prompted-model.js";

/** What a service answers with that knows no schema. */
const NO_SCHEMA = new Set([400, 422]);

/**
 * Asks a model for sentences with what they stand on. Where its service refuses the schema, the same is asked for in words, from then on;
 * an answer in plain prose is a text without citations.
 */
export class CitingModel {
  readonly #model: PromptedModel;
  #takesSchema: boolean;
  #hasAnswered = false;

  constructor(model: PromptedModel, takesSchema: boolean) {
    this.#model = model;
    this.#takesSchema = takesSchema;
  }

  /** The model has answered in the form that was asked for. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** @throws {@link LlmAnswerError} `LLM_BAD_ANSWER` for JSON that can't be read */
  async complete(request: CompletionRequest, prompt: Prompt, options: CallOptions): Promise<Completion> {
    const completion = await this.#ask(prompt, options, ANSWER_SCHEMA);
    const answer = readCitedAnswer(completion.text);
    if (answer === "plain") return completion;
    if (answer === "broken") throw this.#broken(completion);
    this.#hasAnswered = true;
    return { ...completion, ...toText(request, answer) };
  }

  /**
   * One call for a request and its companions.
   *
   * @throws {@link LlmAnswerError} `LLM_BAD_ANSWER` for an answer that is not of the form, or not about the first
   */
  async completeTogether(
    requests: readonly CompletionRequest[],
    prompt: Prompt,
    options: CompleteOptions,
  ): Promise<Completion> {
    const completion = await this.#ask(prompt, options, TOGETHER_SCHEMA);
    const answers = readAnswersTogether(completion.text, requests.length);
    if (typeof answers === "string") throw this.#broken(completion);
    const texts = requests.map((request, index) => {
      const answer = answers[index] ?? null;
      return answer === null ? null : toText(request, answer);
    });
    const [first, ...companions] = texts;
    if (first == null) throw this.#broken(completion);
    return { ...completion, ...first, companions };
  }

  #broken({ usage }: Completion): LlmAnswerError {
    return new LlmAnswerError(this.#model.model, "it is no JSON of the form that was asked for", { usage });
  }

  async #ask(prompt: Prompt, options: CompleteOptions, schema: object): Promise<Completion> {
    if (!this.#takesSchema) return this.#model.complete(prompt, options);
    try {
      return await this.#model.complete(prompt, { ...options, schema });
    } catch (error) {
      const status = (error as { readonly status?: unknown }).status;
      if (!hasErrorCode(error, "LLM_REFUSED") || !NO_SCHEMA.has(Number(status))) throw error;
      const completion = await this.#model.complete(prompt, options);
      // It was the schema, not the prompt.
      this.#takesSchema = false;
      return completion;
    }
  }
}

function toText(
  request: CompletionRequest,
  { summary, details }: CitedAnswer,
): Pick<Completion, "text"> & { readonly sentences: readonly CitedSentence[] } {
  const citable = new Citable(request);
  const cited = (sentences: readonly AnsweredSentence[]): CitedSentence[] =>
    sentences.map(({ text, cites }) => ({ text, ...citable.resolve(cites) }));
  const paragraphs = [cited(summary), cited(details)].filter(({ length }) => length > 0);
  const text = paragraphs.map((each) => each.map(({ text: said }) => said).join(" ")).join("\n\n");
  return { text, sentences: paragraphs.flat() };
}
