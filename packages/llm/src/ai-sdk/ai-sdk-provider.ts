import { type CallOptions, CancelledError, Deadline } from "@stemma/core";
import { generateText, type LanguageModel } from "ai";
import type { Completion } from "../completion.js";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import type { LlmProvider } from "../llm-provider.js";
import { PROMPT_VERSION, renderPrompt } from "../prompts/render-prompt.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { toLlmError } from "./to-llm-error.js";

/** What an {@link AiSdkProvider} works with. */
export interface AiSdkOptions {
  /** A model of the AI SDK, for example `createOpenAICompatible({ name, baseURL })(modelId)`. */
  readonly model: LanguageModel;
  /** Longest prompt; what is over it is left out with a note. 6,000 by default. */
  readonly maxInputTokens?: number;
  /** Longest answer; one that reaches it is refused, since it was cut. 800 by default. */
  readonly maxOutputTokens?: number;
  /** US dollars for a million tokens; 0 by default. */
  readonly price?: { readonly input: number; readonly output: number };
  /** For one call, in milliseconds; 120,000 by default. */
  readonly timeoutMs?: number;
}

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
  readonly #options: AiSdkOptions;

  constructor(options: AiSdkOptions) {
    const { model } = options;
    this.#options = options;
    this.model = typeof model === "string" ? model : model.modelId;
    this.name = typeof model === "string" ? "ai-sdk" : model.provider;
  }

  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    const {
      model,
      maxInputTokens = 6_000,
      maxOutputTokens = 800,
      price,
      timeoutMs = 120_000,
    } = this.#options;
    const { system, user } = renderPrompt(request, maxInputTokens);
    const deadline = new Deadline("GetCompletion", { timeoutMs, ...options });
    const abort = new AbortController();
    try {
      const call = generateText({
        model,
        system,
        prompt: user,
        maxOutputTokens,
        maxRetries: 0,
        abortSignal: abort.signal,
      });
      const { text, finishReason, usage } = await deadline.race(call);
      if (finishReason === "length")
        throw new LlmAnswerError(this.model, `it was cut at ${maxOutputTokens} tokens`);
      if (text.trim() === "") throw new LlmAnswerError(this.model, "it is empty");
      const { inputTokens = 0, outputTokens = 0 } = usage;
      const costUsd = (inputTokens * (price?.input ?? 0) + outputTokens * (price?.output ?? 0)) / 1_000_000;
      return { text, usage: { inputTokens, outputTokens, costUsd } };
    } catch (error) {
      if (options.signal?.aborted) throw new CancelledError("GetCompletion", options.signal.reason);
      throw toLlmError(error, this.model);
    } finally {
      // After a time-out or an abort the request itself is ended, too.
      abort.abort();
    }
  }
}
