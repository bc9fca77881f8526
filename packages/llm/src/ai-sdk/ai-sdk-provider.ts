import { type CallOptions, hasErrorCode, withoutUndefined } from "@stemma/core";
import type { Completion, TokenUsage } from "../completion.js";
import { writeByRule } from "../extractive/write-by-rule.js";
import { askedAgain } from "../grounding/asked-again.js";
import type { Answered, LlmProvider, Together } from "../llm-provider.js";
import { CITING_PROMPT_VERSION, EARLIER_PROMPT_VERSIONS, PROMPT_VERSION } from "../prompts/prompt-version.js";
import { type Prompt, renderPrompt } from "../prompts/render-prompt.js";
import { renderTogether } from "../prompts/render-together.js";
import { type CompletionRequest, requestsOf } from "../request/completion-request.js";
import { type DocumentedLevel, isBelowLevel } from "../self-evident/is-below-level.js";
import { isSelfEvident } from "../self-evident/is-self-evident.js";
import { isSmall } from "../self-evident/is-small.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import type { UsageEstimate } from "../usage-estimate.js";
import { AI_SDK_DEFAULTS, type AiSdkOptions } from "./ai-sdk-options.js";
import { type AnswerPlace, CitingModel, readEarlierAnswer } from "./citing-model.js";
import { PromptedModel } from "./prompted-model.js";

/** Of the answer about a small node, and about one of several. */
const USUAL_SHORT_ANSWER = 120;
const MOST_SHORT_ANSWER = 320;

/**
 * Any language model of the AI SDK. It makes each call once: retries, budget and rate limit are middleware.
 *
 * @example
 * ```ts
 * const ollama = createOpenAICompatible({ name: "ollama", baseURL: "http://127.0.0.1:11434/v1" });
 * const llm = stackMiddleware(new AiSdkProvider({ model: ollama("qwen3:8b") }), [withRetry()]);
 * ```
 */
export class AiSdkProvider implements LlmProvider {
  readonly name: string;
  readonly model: string;
  readonly promptVersion: string;
  /** With and without citations it is the same text that is asked for. */
  readonly earlierPromptVersions: readonly string[];
  /** A path tells where a node stands, as a line does: code that moves need not be paid for again. */
  readonly readsPaths = false;
  readonly readsContext = true;
  readonly together?: Together<CompletionRequest>;
  readonly setting: string | undefined;
  readonly #level: DocumentedLevel;
  readonly #model: PromptedModel;
  /** `null`: texts are taken as they come. */
  readonly #citing: CitingModel | null;
  /** An estimate and its call need the same prompt. */
  readonly #prompts = new WeakMap<CompletionRequest, Prompt & { readonly isCiting: boolean }>();
  /** Requests that were not answered in the form. */
  readonly #inProse = new WeakSet<CompletionRequest>();

  constructor(options: AiSdkOptions) {
    this.#model = new PromptedModel(options);
    this.name = this.#model.name;
    this.model = this.#model.model;
    const { isCiting = AI_SDK_DEFAULTS.isCiting, takesSchema = AI_SDK_DEFAULTS.takesSchema } = options;
    this.#citing = isCiting ? new CitingModel(this.#model, takesSchema) : null;
    const { nodesPerCall = AI_SDK_DEFAULTS.nodesPerCall, level = AI_SDK_DEFAULTS.level } = options;
    this.#level = level;
    this.setting = level === AI_SDK_DEFAULTS.level ? undefined : `level ${level}`;
    const { isProven = AI_SDK_DEFAULTS.isProven } = options;
    if (this.#citing !== null && nodesPerCall > 1)
      this.together = this.#together(this.#citing, { nodesPerCall, isProven });
    const [version, other] = isCiting
      ? [CITING_PROMPT_VERSION, PROMPT_VERSION]
      : [PROMPT_VERSION, CITING_PROMPT_VERSION];
    this.promptVersion = version;
    this.earlierPromptVersions = [other, ...EARLIER_PROMPT_VERSIONS];
  }

  /** What needs no model, and what the first pass over a cycle says: nothing of that is kept but what its members hear of each other. */
  withoutCall(request: CompletionRequest): Completion | undefined {
    if (isSelfEvident(request) || request.cycle?.pass === 1) return writeByRule(request);
    if (!isBelowLevel(request, this.#level)) return undefined;
    return { ...writeByRule(request), ...withoutUndefined({ setting: this.setting }) };
  }

  /** Once, where sentences point nowhere. */
  askAgain(request: CompletionRequest, answered: Answered): CompletionRequest | undefined {
    return askedAgain(request, answered);
  }

  estimate(request: CompletionRequest): UsageEstimate {
    const count = requestsOf(request).length;
    const length = {
      ...(count > 1 || isSmall(request) ? { usual: count * USUAL_SHORT_ANSWER } : {}),
      ...(count > 1 ? { most: count * MOST_SHORT_ANSWER } : {}),
    };
    return this.#model.estimate(this.#promptOf(request), length);
  }

  /**
   * Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too. After an answer that
   * is not of the form, the same request is asked for in prose.
   */
  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    const prompt = this.#promptOf(request);
    const citing = this.#citingFor(request);
    if (citing === null) return this.#model.complete(prompt, options);
    const requests = requestsOf(request);
    if (requests.length > 1) {
      const maxOutputTokens = requests.length * MOST_SHORT_ANSWER;
      return citing.completeTogether(requests, prompt, { ...options, maxOutputTokens });
    }
    try {
      return await citing.complete(request, prompt, options);
    } catch (error) {
      if (hasErrorCode(error, "LLM_BAD_ANSWER")) this.#inProse.add(request);
      throw error;
    }
  }

  /**
   * As {@link AiSdkProvider.getCompletion}, where the answer that comes is one that an earlier run asked for: what it says of the
   * request, `null` where that is nothing of use, and what it took with all that it was asked for.
   */
  async readEarlier(
    request: CompletionRequest,
    place: AnswerPlace,
    options: CallOptions = {},
  ): Promise<{ readonly completion: Completion | null; readonly usage: TokenUsage | undefined }> {
    const completion = await this.#model.complete(this.#promptOf(request), options);
    return { completion: readEarlierAnswer(request, completion, place), usage: completion.usage };
  }

  /** `null` where the request is asked for in prose. */
  #citingFor(request: CompletionRequest): CitingModel | null {
    const citing = this.#citing;
    return citing === null || citing.hasGivenUp || this.#inProse.has(request) ? null : citing;
  }

  #promptOf(request: CompletionRequest): Prompt {
    const isCiting = this.#citingFor(request) !== null;
    const known = this.#prompts.get(request);
    // The model may have shown meanwhile that it answers in prose.
    if (known?.isCiting === isCiting) return known;
    const { maxInputTokens } = this.#model;
    const requests = requestsOf(request);
    const prompt =
      requests.length > 1 ? renderTogether(requests) : renderPrompt(request, maxInputTokens, { isCiting });
    this.#prompts.set(request, { ...prompt, isCiting });
    return prompt;
  }

  #together(
    citing: CitingModel,
    { nodesPerCall, isProven }: { readonly nodesPerCall: number; readonly isProven: boolean },
  ): Together<CompletionRequest> {
    const { maxInputTokens } = this.#model;
    return {
      get isProven() {
        return citing.hasAnswered || (isProven && !citing.hasGivenUp);
      },
      fits(requests) {
        if (requests.length > nodesPerCall || !requests.every(isSmall)) return false;
        const { system, user } = renderTogether(requests);
        return estimateTokens(system) + estimateTokens(user) <= maxInputTokens;
      },
    };
  }
}
