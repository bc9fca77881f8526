import type { Clock } from "@stemma/core";
import type { LanguageModel } from "ai";
import type { Price } from "../prices/price.js";
import type { DocumentedLevel } from "../self-evident/is-below-level.js";

/** What an `AiSdkProvider` works with. */
export interface AiSdkOptions {
  /** A model of the AI SDK, for example `createOpenAICompatible({ name, baseURL })(modelId)`. */
  readonly model: LanguageModel;
  /** Longest prompt; what is over it is shortened, and both prompt and completion say so. 6,000 by default. */
  readonly maxInputTokens?: number | undefined;
  /** Longest answer; one that reaches it is refused, since it was cut. 800 by default. */
  readonly maxOutputTokens?: number | undefined;
  /** From 0 on; the service's own default when not given. */
  readonly temperature?: number | undefined;
  /** US dollars for a million tokens; without it the cost of a call is unknown (`null`). */
  readonly price?: Price | undefined;
  /** For one call, in milliseconds; 120,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Ask for the answer piece by piece, `true` by default; `false` for services that can't. */
  readonly isStreaming?: boolean | undefined;
  /** Longest silence in the middle of a streamed answer, in milliseconds; 30,000 by default. */
  readonly stallTimeoutMs?: number | undefined;
  /** Ask for sentences with what they stand on, `true` by default; a text without is taken as it comes. */
  readonly isCiting?: boolean | undefined;
  /** Down to which kind of node the model writes; `function` by default. What is below is written by rule, without a call. */
  readonly level?: DocumentedLevel | undefined;
  /** Most nodes that one call may document, of those that are small; 16 by default, 1: each alone. */
  readonly nodesPerCall?: number | undefined;
  /** Whether the service takes a schema for its answer; else it is asked for in words alone. `false` by default. */
  readonly takesSchema?: boolean | undefined;
  /** Take it that the model answers in the form until it does not: no call is made alone to find out. `false` by default. */
  readonly isProven?: boolean | undefined;
  /** Keys that no error's text may hold, even where a service sends them back. */
  readonly secrets?: readonly string[] | undefined;
  readonly clock?: Clock | undefined;
}

/** Options that have a default. */
type DefaultedName =
  | "maxInputTokens"
  | "maxOutputTokens"
  | "timeoutMs"
  | "isStreaming"
  | "stallTimeoutMs"
  | "isCiting"
  | "nodesPerCall"
  | "level"
  | "takesSchema"
  | "isProven"
  | "secrets";
type DefaultedOptions = { readonly [Name in DefaultedName]: NonNullable<AiSdkOptions[Name]> };

/** The options with every default filled in. */
export type FilledAiSdkOptions = Omit<AiSdkOptions, keyof DefaultedOptions> & DefaultedOptions;

export const AI_SDK_DEFAULTS: DefaultedOptions = {
  maxInputTokens: 6_000,
  maxOutputTokens: 800,
  timeoutMs: 120_000,
  isStreaming: true,
  stallTimeoutMs: 30_000,
  isCiting: true,
  nodesPerCall: 16,
  level: "function",
  takesSchema: false,
  isProven: false,
  secrets: [],
};
