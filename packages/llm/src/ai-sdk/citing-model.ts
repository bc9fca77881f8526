import { type CallOptions, hasErrorCode, StemmaError } from "@stemma/core";
import type { Completion } from "../completion.js";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { usageOfFailure } from "../errors/llm-error.js";
import {
  ANSWER_SCHEMA,
  readAnswersTogether,
  readCitedAnswer,
  TOGETHER_SCHEMA,
} from "../grounding/cited-answer.js";
import { writeCited } from "../grounding/write-cited.js";
import type { Prompt } from "../prompts/render-prompt.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { CompleteOptions, PromptedModel } from "./prompted-model.js";

/** After so many answers that were not of the form, prose among them, and none that was, nobody is asked for it any more. */
const MOST_FAILURES = 3;
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
  #failures = 0;

  constructor(model: PromptedModel, takesSchema: boolean) {
    this.#model = model;
    this.#takesSchema = takesSchema;
  }

  /** The model has answered in the form that was asked for. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** The model has shown that it can't answer in the form. */
  get hasGivenUp(): boolean {
    return !this.#hasAnswered && this.#failures >= MOST_FAILURES;
  }

  /** @throws {@link LlmAnswerError} `LLM_BAD_ANSWER`, retryable, for JSON that can't be read, or has no end: prose may be better */
  async complete(request: CompletionRequest, prompt: Prompt, options: CallOptions): Promise<Completion> {
    const completion = await this.#ask(prompt, options, ANSWER_SCHEMA).catch((error: unknown) => {
      throw hasErrorCode(error, "LLM_BAD_ANSWER") ? this.#failed(error) : error;
    });
    const answer = readCitedAnswer(completion.text);
    if (answer === "plain") {
      this.#failures += 1;
      return completion;
    }
    if (answer === "broken") throw this.#failed(this.#broken(completion, true));
    this.#hasAnswered = true;
    return { ...completion, ...writeCited(request, answer) };
  }

  /**
   * One call for a request and its companions.
   *
   * @throws {@link LlmAnswerError} `LLM_BAD_ANSWER`, not retryable, for an answer that is not of the form, or not about the first: each is
   *   better asked for alone
   */
  async completeTogether(
    requests: readonly CompletionRequest[],
    prompt: Prompt,
    options: CompleteOptions,
  ): Promise<Completion> {
    const completion = await this.#ask(prompt, options, TOGETHER_SCHEMA);
    const answers = readAnswersTogether(completion.text, requests.length);
    if (typeof answers === "string") throw this.#broken(completion, false);
    const texts = requests.map((request, index) => {
      const answer = answers[index] ?? null;
      return answer === null ? null : writeCited(request, answer);
    });
    const [first, ...companions] = texts;
    if (first == null) throw this.#broken(completion, false);
    return { ...completion, ...first, companions };
  }

  #broken({ usage }: Completion, retryable: boolean): LlmAnswerError {
    const reason = "it is no JSON of the form that was asked for";
    return new LlmAnswerError(this.#model.model, reason, { usage, retryable });
  }

  /** Counts it; an answer that was cut may be whole in prose. */
  #failed(error: unknown): unknown {
    this.#failures += 1;
    if (!StemmaError.isInstance(error) || error.retryable) return error;
    const usage = usageOfFailure(error);
    return new LlmAnswerError(this.#model.model, "it has no end within the limit", { usage, cause: error });
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

/** Which of several a text was asked for with, by one call. */
export interface AnswerPlace {
  readonly position: number;
  readonly count: number;
}

/** What an answer from an earlier run, in whichever form, says of a request; `null` where that is of no use. */
export function readEarlierAnswer(
  request: CompletionRequest,
  completion: Completion,
  { position, count }: AnswerPlace,
): Completion | null {
  if (count === 1) {
    const answer = readCitedAnswer(completion.text);
    if (answer === "plain") return completion;
    return answer === "broken" ? null : { ...completion, ...writeCited(request, answer) };
  }
  const answers = readAnswersTogether(completion.text, count);
  const answer = typeof answers === "string" ? null : (answers[position] ?? null);
  return answer === null ? null : { ...completion, ...writeCited(request, answer) };
}
