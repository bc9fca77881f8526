import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { Completion } from "./completion.js";
import type { CompletionRequest } from "./request/completion-request.js";
import type { NodeKind } from "./request/node-facts.js";
import type { UsageEstimate } from "./usage-estimate.js";

/** What was made of an answer. */
export interface Answered {
  readonly text: string;
  /** As `groundText` has it. */
  readonly grounding?: string | undefined;
}

/** Which requests one call may answer, as `companions` of the first. */
export interface Together<Request> {
  /** Whether the model has shown that it answers in the form that this needs; until then each is asked alone. */
  readonly isProven: boolean;
  /** Whether these have room in one call. */
  fits(requests: readonly Request[]): boolean;
}

/**
 * Writes documentation. Implementations: {@link ExtractiveProvider} (from the code itself) and language models.
 *
 * The fields besides `getCompletion` decide when a text is out of date and whether a call has to be paid for. What is asked is a
 * node to document, or a `Question`.
 */
export interface LlmProvider<Request = CompletionRequest> {
  /** `"extractive"`, `"openai-compatible"`, … */
  readonly name: string;
  /** The model's own name; a change of it documents everything again. */
  readonly model: string;
  /** The model that documents nodes of a kind, where that is another than {@link LlmProvider.model}. */
  modelOf?(kind: NodeKind): string;
  /** What texts that a setting has made by rule are kept under, besides their key (`Completion.setting`). */
  readonly setting?: string | undefined;
  /** Hash or number of the wording; a change of it documents everything again. */
  readonly promptVersion: string;
  /** Earlier wordings whose texts are as good as those of today: what was written by them is kept. Default: none. */
  readonly earlierPromptVersions?: readonly string[];
  /** True when a call costs nothing worth a journal entry: it is then simply made again after a crash. Default `false`. */
  readonly isFree?: boolean;
  /** True to be told who uses a node; a new user then documents the node again. Default `false`. */
  readonly readsUsers?: boolean;
  /** True to be told where a node stands (`request.context`). Default `false`. */
  readonly readsContext?: boolean;
  /**
   * False when texts are made without the path of their node: a node that only moved then keeps its documentation.
   * Default `true`.
   */
  readonly readsPaths?: boolean;
  /** The text of a node of which a call would say no more than the code does; `undefined` where one is to be made. */
  withoutCall?(request: Request): Completion | undefined;
  /** Absent where each request needs a call of its own. */
  readonly together?: Together<Request>;
  /**
   * The request that asks once more, where an answer is not what was asked for; `undefined` where it is, or was asked for again already.
   * That second answer is paid for as any other.
   */
  askAgain?(request: Request, answered: Answered): Request | undefined;
  /** What the call would consume; makes none. Absent where calls are free or nobody can tell. */
  estimate?(request: Request): UsageEstimate;
  /**
   * Rejects with an {@link LlmError} when the model fails, a `CancelledError` when `signal` fires. A call that times
   * out or is cancelled may still be paid for.
   */
  getCompletion(request: Request, options?: CallOptions): Promise<Completion>;
}

/** Adds one concern to a provider. */
export type ProviderMiddleware<Request = CompletionRequest> = (
  provider: LlmProvider<Request>,
) => LlmProvider<Request>;

/** Adds a concern that asks nothing of what is asked. */
export type AnyProviderMiddleware = <Request>(provider: LlmProvider<Request>) => LlmProvider<Request>;

/**
 * Stacks middleware on a provider; the first one given is outermost.
 *
 * @example
 * ```ts
 * const llm = stackMiddleware(provider, [withBudget({ maxCostUsd: 5 }), withRetry(), withRateLimit({ callsPerMinute: 60 })]);
 * ```
 */
export function stackMiddleware<Request = CompletionRequest>(
  provider: LlmProvider<Request>,
  middleware: readonly ProviderMiddleware<Request>[],
): LlmProvider<Request> {
  return middleware.reduceRight((inner, wrap) => wrap(inner), provider);
}

/** A provider that differs from `inner` only in that texts of earlier wordings are not kept: a run writes them anew. */
export function withoutEarlierWordings<Request>(inner: LlmProvider<Request>): LlmProvider<Request> {
  return { ...wrapProvider(inner, inner.getCompletion.bind(inner)), earlierPromptVersions: [] };
}

/** A provider that differs from `inner` only in how a completion is got. */
export function wrapProvider<Request>(
  inner: LlmProvider<Request>,
  getCompletion: LlmProvider<Request>["getCompletion"],
): LlmProvider<Request> {
  return {
    name: inner.name,
    model: inner.model,
    promptVersion: inner.promptVersion,
    earlierPromptVersions: inner.earlierPromptVersions ?? [],
    isFree: inner.isFree ?? false,
    readsUsers: inner.readsUsers ?? false,
    readsContext: inner.readsContext ?? false,
    readsPaths: inner.readsPaths ?? true,
    ...withoutUndefined({
      withoutCall: inner.withoutCall?.bind(inner),
      askAgain: inner.askAgain?.bind(inner),
      together: inner.together,
      modelOf: inner.modelOf?.bind(inner),
      setting: inner.setting,
      estimate: inner.estimate?.bind(inner),
    }),
    getCompletion,
  };
}
