import type { CallOptions } from "@stemma/core";
import type { Completion } from "../completion.js";
import { writeByRule } from "../extractive/write-by-rule.js";
import { askedAgain } from "../grounding/asked-again.js";
import type { Answered, LlmProvider, Together } from "../llm-provider.js";
import { CITING_PROMPT_VERSION, EARLIER_PROMPT_VERSIONS, PROMPT_VERSION } from "../prompts/prompt-version.js";
import { type Prompt, renderPrompt } from "../prompts/render-prompt.js";
import { renderTogether } from "../prompts/render-together.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { isSelfEvident } from "../self-evident/is-self-evident.js";
import { isSmall } from "../self-evident/is-small.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import type { UsageEstimate } from "../usage-estimate.js";
import { AI_SDK_DEFAULTS, type AiSdkOptions } from "./ai-sdk-options.js";
import { CitingModel } from "./citing-model.js";
import { PromptedModel } from "./prompted-model.js";

/** Of the answer about one of several nodes. */
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
  readonly #model: PromptedModel;
  /** `null`: texts are taken as they come. */
  readonly #citing: CitingModel | null;
  /** An estimate and its call need the same prompt. */
  readonly #prompts = new WeakMap<CompletionRequest, Prompt>();

  constructor(options: AiSdkOptions) {
    this.#model = new PromptedModel(options);
    this.name = this.#model.name;
    this.model = this.#model.model;
    const { isCiting = AI_SDK_DEFAULTS.isCiting, takesSchema = AI_SDK_DEFAULTS.takesSchema } = options;
    this.#citing = isCiting ? new CitingModel(this.#model, takesSchema) : null;
    const { nodesPerCall = AI_SDK_DEFAULTS.nodesPerCall } = options;
    if (this.#citing !== null && nodesPerCall > 1) this.together = this.#together(this.#citing, nodesPerCall);
    const [version, other] = isCiting
      ? [CITING_PROMPT_VERSION, PROMPT_VERSION]
      : [PROMPT_VERSION, CITING_PROMPT_VERSION];
    this.promptVersion = version;
    this.earlierPromptVersions = [other, ...EARLIER_PROMPT_VERSIONS];
  }

  /** What needs no model, and what the first pass over a cycle says: nothing of that is kept but what its members hear of each other. */
  withoutCall(request: CompletionRequest): Completion | undefined {
    return isSelfEvident(request) || request.cycle?.pass === 1 ? writeByRule(request) : undefined;
  }

  /** Once, where sentences point nowhere. */
  askAgain(request: CompletionRequest, answered: Answered): CompletionRequest | undefined {
    return askedAgain(request, answered);
  }

  estimate(request: CompletionRequest): UsageEstimate {
    const count = requestsOf(request).length;
    const length = { usual: count * USUAL_SHORT_ANSWER, most: count * MOST_SHORT_ANSWER };
    return this.#model.estimate(this.#promptOf(request), count > 1 ? length : {});
  }

  /** Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too. */
  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    const prompt = this.#promptOf(request);
    const requests = requestsOf(request);
    if (this.#citing !== null && requests.length > 1) {
      const maxOutputTokens = requests.length * MOST_SHORT_ANSWER;
      return this.#citing.completeTogether(requests, prompt, { ...options, maxOutputTokens });
    }
    return this.#citing?.complete(request, prompt, options) ?? this.#model.complete(prompt, options);
  }

  #promptOf(request: CompletionRequest): Prompt {
    const known = this.#prompts.get(request);
    if (known !== undefined) return known;
    const { maxInputTokens } = this.#model;
    const requests = requestsOf(request);
    const prompt =
      requests.length > 1
        ? renderTogether(requests)
        : renderPrompt(request, maxInputTokens, { isCiting: this.#citing !== null });
    this.#prompts.set(request, prompt);
    return prompt;
  }

  #together(citing: CitingModel, nodesPerCall: number): Together<CompletionRequest> {
    const { maxInputTokens } = this.#model;
    return {
      get isProven() {
        return citing.hasAnswered;
      },
      fits(requests) {
        const [first] = requests;
        if (requests.length > nodesPerCall) return false;
        if (!requests.every((each) => isSmall(each) && each.node.path === first?.node.path)) return false;
        const { system, user } = renderTogether(requests);
        return estimateTokens(system) + estimateTokens(user) <= maxInputTokens;
      },
    };
  }
}

function requestsOf(request: CompletionRequest): readonly CompletionRequest[] {
  return [request, ...(request.companions ?? [])];
}
