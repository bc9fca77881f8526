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
import { costOf } from "../prices/price.js";
import type { Prompt } from "../prompts/render-prompt.js";
import { estimateMostTokens, estimateTokens } from "../tokens/estimate-tokens.js";
import type { UsageEstimate } from "../usage-estimate.js";
import { AI_SDK_DEFAULTS, type AiSdkOptions, type FilledAiSdkOptions } from "./ai-sdk-options.js";
import { type Answer, formOf, type ModelCall } from "./answer.js";
import { generateAnswer } from "./generate-answer.js";
import { type AnswerProgress, streamAnswer } from "./stream-answer.js";
import { toLlmError } from "./to-llm-error.js";

/** What a chat adds to its texts: roles and separators. */
const FRAME_TOKENS = 16;
/** The prompts ask for at most 200 words. */
const USUAL_ANSWER_TOKENS = 220;

/** How long an answer is, in tokens. */
interface AnswerLength {
  readonly usual?: number;
  readonly most?: number;
}

/** How one call is made. */
export interface CompleteOptions extends CallOptions {
  /** Told of the answer so far, where it comes piece by piece. */
  readonly onText?: ((soFar: string) => void) | undefined;
  /** JSON Schema of the answer. */
  readonly schema?: object | undefined;
  /** Longest answer, in tokens; the model's own limit when not given. */
  readonly maxOutputTokens?: number | undefined;
}

/** A language model of the AI SDK that is given its prompts: one call each, with deadline, reckoned usage and typed errors. */
export class PromptedModel {
  readonly name: string;
  readonly model: string;
  readonly #options: FilledAiSdkOptions;
  readonly #clock: Clock;

  constructor(options: AiSdkOptions) {
    const { model, clock = systemClock } = options;
    this.#options = { ...AI_SDK_DEFAULTS, ...withoutUndefined(options) };
    this.#clock = clock;
    this.model = typeof model === "string" ? model : model.modelId;
    this.name = typeof model === "string" ? "ai-sdk" : model.provider;
  }

  /** In tokens. */
  get maxInputTokens(): number {
    return this.#options.maxInputTokens;
  }

  /** Longest answer to one prompt, in tokens. */
  get maxOutputTokens(): number {
    return this.#options.maxOutputTokens;
  }

  estimate(
    { system, user }: Prompt,
    { usual = USUAL_ANSWER_TOKENS, most: maxOutputTokens = this.#options.maxOutputTokens }: AnswerLength = {},
  ): UsageEstimate {
    const { price } = this.#options;
    const inputTokens = estimateTokens(system) + estimateTokens(user) + FRAME_TOKENS;
    const mostInput = estimateMostTokens(system) + estimateMostTokens(user) + FRAME_TOKENS;
    const outputTokens = Math.min(usual, maxOutputTokens);
    return {
      inputTokens,
      outputTokens,
      mostTokens: mostInput + maxOutputTokens,
      costUsd: costOf({ inputTokens, outputTokens }, price),
      mostCostUsd: costOf({ inputTokens: mostInput, outputTokens: maxOutputTokens }, price),
    };
  }

  /**
   * Rejects with the errors of `errors/`, `TimeoutError` and `CancelledError`; the request itself is then ended, too.
   */
  async complete(
    prompt: Prompt,
    {
      onText = () => undefined,
      schema,
      maxOutputTokens = this.#options.maxOutputTokens,
      ...options
    }: CompleteOptions = {},
  ): Promise<Completion> {
    const { model, temperature, timeoutMs } = this.#options;
    const deadline = new Deadline("GetCompletion", options, timeoutMs, this.#clock);
    const abort = new AbortController();
    const progress: AnswerProgress = { text: "", onText };
    const startedAtMs = this.#clock.monotonicMs();
    try {
      const call: ModelCall = {
        model,
        system: prompt.system,
        prompt: prompt.user,
        maxOutputTokens,
        abortSignal: abort.signal,
        ...withoutUndefined({ temperature, output: schema && formOf(schema) }),
      };
      const answer = await deadline.race(this.#ask(call, prompt, progress));
      const totalMs = this.#clock.monotonicMs() - startedAtMs;
      return this.#toCompletion(answer, prompt, { totalMs, maxOutputTokens });
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

  #ask(call: ModelCall, prompt: Prompt, progress: AnswerProgress): Promise<Answer> {
    const { isStreaming, stallTimeoutMs } = this.#options;
    if (!isStreaming) return generateAnswer(call);
    const stalled = (): LlmStalledError => {
      const usage = this.#reckonUsage(prompt, progress.text);
      return new LlmStalledError(this.model, stallTimeoutMs, progress.text.length, usage);
    };
    return streamAnswer(call, progress, { stallTimeoutMs, stalled, clock: this.#clock });
  }

  #toCompletion(
    answer: Answer,
    prompt: Prompt,
    { totalMs, maxOutputTokens }: { readonly totalMs: number; readonly maxOutputTokens: number },
  ): Completion {
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
  #usageOf({ inputTokens, cachedInputTokens, outputTokens, text }: Answer, prompt: Prompt): TokenUsage {
    const reckoned = this.#reckonUsage(prompt, text);
    const counted = {
      inputTokens: inputTokens ?? reckoned.inputTokens,
      outputTokens: outputTokens ?? reckoned.outputTokens,
      ...(cachedInputTokens === undefined || cachedInputTokens === 0 ? {} : { cachedInputTokens }),
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
