/** What a `document` run would do, reckoned without calling a model and without writing anything; `stemma document --dry-run --json` prints it. */
export interface DocumentEstimate {
  readonly root: string;
  readonly provider: string;
  readonly model: string;
  readonly nodes: {
    readonly total: number;
    /** At most: those above a changed node are left alone when its summary stays the same. */
    readonly toDocument: number;
    readonly upToDate: number;
  };
  /** More than `toDocument` where there are cycles: their nodes are documented twice. 0 for a provider that is free. */
  readonly calls: number;
  readonly tokens: {
    readonly input: number;
    readonly output: number;
    /** Input and output together, if every answer is as long as it may be. */
    readonly most: number;
  };
  /** US dollars; `null` where the price is not known. */
  readonly costUsd: number | null;
  readonly mostCostUsd: number | null;
  /** Whether the configured budget could end the run early; `null` without a budget. */
  readonly exceedsBudget: "no" | "perhaps" | "yes" | null;
}
