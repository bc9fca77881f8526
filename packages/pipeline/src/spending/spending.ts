/** What was spent on one model, or in one run. */
export interface SpendingLine {
  /** Calls with an answer. */
  readonly answered: number;
  /** Calls that failed: what they took is not in the journal. */
  readonly failed: number;
  /** Calls that were held back before they were sent, by the budget or the end of the run: they took nothing. */
  readonly notMade: number;
  /** Calls of a run that goes on. */
  readonly underWay: number;
  /** Calls that were under way when their run was killed or interrupted: what they took is not known. */
  readonly unknown: number;
  readonly inputTokens: number;
  /** Those of them that services had kept from calls before, as far as they say so. */
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** US dollars, of the calls whose price was known. */
  readonly costUsd: number;
  /** Answered calls whose price was not known. */
  readonly unpriced: number;
}

/** One run, by its session. */
export interface RunSpending extends SpendingLine {
  readonly sessionId: string;
  readonly models: readonly string[];
  /** First and last call, ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
}

/** What language models were asked for a tree, by its journal; `stemma cost --json` prints it. */
export interface Spending {
  readonly root: string;
  readonly total: SpendingLine;
  readonly models: readonly (SpendingLine & { readonly model: string })[];
  /** Latest first. */
  readonly runs: readonly RunSpending[];
}
