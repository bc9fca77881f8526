import {
  type CallOptions,
  CancelledError,
  type Clock,
  Deadline,
  systemClock,
  withoutUndefined,
} from "@stemma/core";
import type { Completion, TokenUsage } from "../completion.js";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { LlmRefusedError } from "../errors/llm-refused-error.js";
import { LlmStalledError } from "../errors/llm-stalled-error.js";
import { LlmUnavailableError } from "../errors/llm-unavailable-error.js";
import { writeByRule } from "../extractive/write-by-rule.js";
import type { LlmProvider } from "../llm-provider.js";
import { costOf } from "../prices/price.js";
import { EARLIER_PROMPT_VERSIONS, PROMPT_VERSION } from "../prompts/prompt-version.js";
import { type Prompt, renderPrompt } from "../prompts/render-prompt.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { isSelfEvident } from "../self-evident/is-self-evident.js";
import { estimateMostTokens, estimateTokens } from "../tokens/estimate-tokens.js";
import type { UsageEstimate } from "../usage-estimate.js";
import { AI_SDK_DEFAULTS, type AiSdkOptions, type FilledAiSdkOptions } from "./ai-sdk-options.js";
import type { Answer, ModelCall } from "./answer.js";
import { generateAnswer } from "./generate-answer.js";
import { streamAnswer } from "./stream-answer.js";
import { toLlmError } from "./to-llm-error.js";

/** What a chat adds to its texts: roles and separators. */
const FRAME_TOKENS = 16;
/** The prompts ask for at most 200 words. */
const USUAL_ANSWER_TOKENS = 220;

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
  readonly #options: FilledAiSdkOptions;
  readonly #clock: Clock;
  /** An estimate and its call need the same prompt. */
  readonly #prompts = new WeakMap<CompletionRequest, Prompt>();

  constructor(options: AiSdkOptions) {
    const { model, clock = systemClock } = options;
    this.#options = { ...AI_SDK_DEFAULTS, ...withoutUndefined(options) };
    this.#clock = clock;
    this.model = typeof model === "string" ? model : model.modelId;
    this.name = typeof model === "string" ? "ai-sdk" : model.provider;
  }

  withoutCall(request: CompletionRequest): Completion | undefined {
    return isSelfEvident(request) ? writeByRule(request) : undefined;
  }

  estimate(request: CompletionRequest): UsageEstimate {
    const { maxOutputTokens, price } = this.#options;
    const { system, user } = this.#promptOf(request);
    const inputTokens = estimateTokens(system) + estimateTokens(user) + FRAME_TOKENS;
    const mostInput = estimateMostTokens(system) + estimateMostTokens(user) + FRAME_TOKENS;
    const outputTokens = Math.min(USUAL_ANSWER_TOKENS, maxOutputTokens);
    return {
      inputTokens,
      outputTokens,
      mostTokens: mostInput + maxOutputTokens,
      costUsd: costOf({ inputTokens, outputTokens }, price),
      mostCostUsd: costOf({ inputTokens: mostInput, outputTokens: maxOutputTokens }, price),
    };
  }

  /** Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too. */
  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    const { model, maxOutputTokens, temperature, timeoutMs } = this.#options;
    const prompt = this.#promptOf(request);
    const deadline = new Deadline("GetCompletion", options, timeoutMs, this.#clock);
    const abort = new AbortController();
    const progress = { text: "" };
    const startedAtMs = this.#clock.monotonicMs();
    try {
      const call: ModelCall = {
        model,
        system: prompt.system,
        prompt: prompt.user,
        maxOutputTokens,
        abortSignal: abort.signal,
        ...withoutUndefined({ temperature }),
      };
      const answer = await deadline.race(this.#ask(call, prompt, progress));
      return this.#toCompletion(answer, prompt, this.#clock.monotonicMs() - startedAtMs);
    } catch (error) {
      if (options.signal?.aborted) throw new CancelledError("GetCompletion", options.signal.reason);
      const receivedText = progress.text;
      const usage = receivedText === "" ? undefined : this.#reckonUsage(prompt, receivedText);
      const { secrets, isStreaming } = this.#options;
      throw toLlmError(error, { model: this.model, secrets, receivedText, usage, isStreaming });
    } finally {
      abort.abort();
    }
  }

  #promptOf(request: CompletionRequest): Prompt {
    const known = this.#prompts.get(request);
    if (known !== undefined) return known;
    const prompt = renderPrompt(request, this.#options.maxInputTokens);
    this.#prompts.set(request, prompt);
    return prompt;
  }

  #ask(call: ModelCall, prompt: Prompt, progress: { text: string }): Promise<Answer> {
    const { isStreaming, stallTimeoutMs } = this.#options;
    if (!isStreaming) return generateAnswer(call);
    const stalled = (): LlmStalledError => {
      const usage = this.#reckonUsage(prompt, progress.text);
      return new LlmStalledError(this.model, stallTimeoutMs, progress.text.length, usage);
    };
    return streamAnswer(call, progress, { stallTimeoutMs, stalled, clock: this.#clock });
  }

  #toCompletion(answer: Answer, prompt: Prompt, totalMs: number): Completion {
    const { maxOutputTokens } = this.#options;
    const { text, end } = answer;
    const usage = this.#usageOf(answer, prompt);
    if (end === "over-limit") throw LlmAnswerError.overLimit(this.model, maxOutputTokens, usage);
    if (end === "filtered")
      throw new LlmRefusedError(this.model, "its filter held the answer back", undefined);
    if (end === "broken-off") {
      const hint =
        text === "" && this.#options.isStreaming ? " (if it can't stream, set isStreaming to false)" : "";
      const reason = `it broke off after ${text.length} characters of its answer${hint}`;
      throw new LlmUnavailableError(this.model, reason, { usage: text === "" ? undefined : usage });
    }
    if (text.trim() === "") throw new LlmAnswerError(this.model, "it is empty", { usage });
    return {
      text,
      usage,
      timing: { firstTokenMs: answer.firstTokenMs ?? totalMs, totalMs },
      ...(prompt.shortened.length === 0 ? {} : { shortened: prompt.shortened }),
    };
  }

  /** As the service counts; where it doesn't, reckoned. */
  #usageOf({ inputTokens, outputTokens, text }: Answer, prompt: Prompt): TokenUsage {
    const reckoned = this.#reckonUsage(prompt, text);
    const counted = {
      inputTokens: inputTokens ?? reckoned.inputTokens,
      outputTokens: outputTokens ?? reckoned.outputTokens,
    };
    return { ...counted, costUsd: costOf(counted, this.#options.price) };
  }

  #reckonUsage({ system, user }: Prompt, text: string): TokenUsage {
    const inputTokens = estimateTokens(system) + estimateTokens(user) + FRAME_TOKENS;
    const outputTokens = estimateTokens(text);
    const costUsd = costOf({ inputTokens, outputTokens }, this.#options.price);
    return { inputTokens, outputTokens, costUsd };
  }
}
