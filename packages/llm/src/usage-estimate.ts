/** What a call is reckoned to consume, before it is made. */
export interface UsageEstimate {
  readonly inputTokens: number;
  /** As answers usually are. */
  readonly outputTokens: number;
  /** Input and output together that the call can't exceed, as far as a text's tokens can be told without the model. */
  readonly mostTokens: number;
  /** US dollars of input and usual output; `null` where the price is not known. */
  readonly costUsd: number | null;
  /** US dollars of `mostTokens`; `null` where the price is not known. */
  readonly mostCostUsd: number | null;
}
