import type { CallOptions } from "@stemma/core";
import type { Completion } from "../completion.js";
import { writeByRule } from "../extractive/write-by-rule.js";
import type { LlmProvider } from "../llm-provider.js";
import { EARLIER_PROMPT_VERSIONS, PROMPT_VERSION } from "../prompts/prompt-version.js";
import { type Prompt, renderPrompt } from "../prompts/render-prompt.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { isSelfEvident } from "../self-evident/is-self-evident.js";
import type { UsageEstimate } from "../usage-estimate.js";
import type { AiSdkOptions } from "./ai-sdk-options.js";
import { PromptedModel } from "./prompted-model.js";

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
  readonly promptVersion = PROMPT_VERSION;
  readonly earlierPromptVersions = EARLIER_PROMPT_VERSIONS;
  /** A path tells where a node stands, as a line does: code that moves need not be paid for again. */
  readonly readsPaths = false;
  readonly readsContext = true;
  readonly #model: PromptedModel;
  /** An estimate and its call need the same prompt. */
  readonly #prompts = new WeakMap<CompletionRequest, Prompt>();

  constructor(options: AiSdkOptions) {
    this.#model = new PromptedModel(options);
    this.name = this.#model.name;
    this.model = this.#model.model;
  }

  withoutCall(request: CompletionRequest): Completion | undefined {
    return isSelfEvident(request) ? writeByRule(request) : undefined;
  }

  estimate(request: CompletionRequest): UsageEstimate {
    return this.#model.estimate(this.#promptOf(request));
  }

  /** Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too. */
  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    return this.#model.complete(this.#promptOf(request), options);
  }

  #promptOf(request: CompletionRequest): Prompt {
    const known = this.#prompts.get(request);
    if (known !== undefined) return known;
    const prompt = renderPrompt(request, this.#model.maxInputTokens);
    this.#prompts.set(request, prompt);
    return prompt;
  }
}
