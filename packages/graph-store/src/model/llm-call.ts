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
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; 0 where the provider knows no price. */
  readonly costUsd: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly finishedAtMs: number;
}

/** A journal entry. Without a `result` the call is under way, or its run died and the outcome is unknown. */
export interface LlmCall extends LlmCallIntent {
  readonly sessionId: string;
  readonly result: LlmCallResult | null;
}
