/** What a call consumed. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; 0 where nothing is paid or the price is not known. */
  readonly costUsd: number;
}

/** Nothing consumed. */
export const noUsage: TokenUsage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** Documentation as a provider wrote it. */
export interface Completion {
  /** Never empty, never an error's text. */
  readonly text: string;
  /** One or two sentences that stand alone; by default the text's first paragraph. */
  readonly summary?: string;
  readonly usage?: TokenUsage;
}
