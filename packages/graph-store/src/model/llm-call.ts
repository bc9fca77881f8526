/** A call to a language model, noted before it is made. */
export interface LlmCallIntent {
  /** Hash of node key, prompt and model: the same call has the same key in every run. */
  readonly callKey: string;
  readonly nodeId: string;
  readonly model: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly startedAtMs: number;
}

/** The answer to a call. */
export interface LlmCallResult {
  readonly callKey: string;
  readonly text: string;
  readonly summary: string;
  /** As of `Documentation`. */
  readonly grounding?: string;
  readonly inputTokens: number;
  /** Those of them that the service had kept from a call before; absent where it doesn't say. */
  readonly cachedInputTokens?: number;
  readonly outputTokens: number;
  /** US dollars; 0 where nothing is paid, `null` where the price is not known. */
  readonly costUsd: number | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly finishedAtMs: number;
}

/** A call that ended without an answer that can be used. */
export interface LlmCallFailure {
  readonly callKey: string;
  /** For people: what the provider said. */
  readonly reason: string;
}

/** How the reason of a call begins that was noted and then not made: it took nothing. */
export const NOT_MADE = "not made: ";

/**
 * What is known of a call. `not_made`: it was held back before it was sent. `under_way`: its session is still there. `unknown`: the session is gone and no answer was
 * stored; the call may have been made, and paid.
 */
export type LlmCallOutcome = "answered" | "failed" | "not_made" | "under_way" | "unknown";

/** A journal entry. */
export interface LlmCall extends LlmCallIntent {
  /** The session that noted it last. */
  readonly sessionId: string;
  readonly outcome: LlmCallOutcome;
  readonly result: LlmCallResult | null;
  readonly failure: string | null;
  /** Attempts before this one whose outcome stayed unknown. */
  readonly unknownAttempts: number;
}

/** Which journal entries to read. An empty filter reads all. */
export interface LlmCallFilter {
  readonly callKeys?: readonly string[];
}

/** The outcome by what is stored of a call. */
export function outcomeOfCall(
  isAnswered: boolean,
  failure: string | null,
  hasSession: boolean,
): LlmCallOutcome {
  if (isAnswered) return "answered";
  if (failure !== null) return failure.startsWith(NOT_MADE) ? "not_made" : "failed";
  return hasSession ? "under_way" : "unknown";
}
