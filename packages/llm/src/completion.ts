import type { CitedSentence } from "./grounding/text-grounding.js";
import type { PromptShortening } from "./prompts/prompt-shortening.js";

/** What a call consumed. */
export interface TokenUsage {
  readonly inputTokens: number;
  /** Those of them that the service had kept from a call before; absent where it doesn't say. */
  readonly cachedInputTokens?: number;
  readonly outputTokens: number;
  /** US dollars; 0 where nothing is paid, `null` where the price is not known. */
  readonly costUsd: number | null;
}

/** Nothing consumed. */
export const noUsage = { inputTokens: 0, outputTokens: 0, costUsd: 0 } as const satisfies TokenUsage;

/** How long an answer took, in milliseconds. */
export interface CompletionTiming {
  /** Until the first piece of text came; equal to `totalMs` where the answer came in one piece. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

/** Documentation as a provider wrote it. */
export interface Completion {
  /** Never empty, never an error's text. */
  readonly text: string;
  /** One or two sentences that stand alone; by default the text's first paragraph. */
  readonly summary?: string;
  /** The sentences of the text with what each stands on; absent where the provider gives no citations. */
  readonly sentences?: readonly CitedSentence[];
  /** Of the request's companions, in their order; `null` for one that was not answered. Their usage is in this one's. */
  readonly companions?: readonly (Completion | null)[];
  readonly usage?: TokenUsage;
  readonly timing?: CompletionTiming;
  /** What the prompt had no room for; absent when the model saw everything. */
  readonly shortened?: readonly PromptShortening[];
  /** True when the answer was not asked for but remembered. */
  readonly isCached?: boolean;
  /** Who wrote it, where that is not the provider that was asked. */
  readonly writtenBy?: { readonly provider: string; readonly model: string };
}
