/** Figures of one run. */
export interface RunMetrics {
  readonly elapsedMs: number;
  readonly nodesPerSecond: number;
  readonly workers: {
    readonly limit: number;
    /** Mean number of nodes under way. */
    readonly averageBusy: number;
    readonly peakBusy: number;
    /** Share of the workers' time without a node, from 0 to 1. */
    readonly idleShare: number;
  };
  readonly batches: {
    readonly count: number;
    readonly meanSize: number;
    /** Milliseconds during which a transaction was under way. */
    readonly writingMs: number;
  };
  /** Milliseconds of one node. */
  readonly nodeMs: { readonly average: number; readonly slowest: readonly SlowNode[] };
  /** Bytes of the JavaScript heap in use. */
  readonly heapBytes: { readonly start: number; readonly peak: number; readonly growth: number };
  readonly calls: {
    /** Made in this run. */
    readonly made: number;
    /** Answered in an earlier run and taken from the journal. */
    readonly recalled: number;
    /** Begun by a run that died, outcome unknown, made again. */
    readonly unknown: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** US dollars, of the answers whose price is known. */
    readonly costUsd: number;
    /** Answers whose price is not known. */
    readonly unpriced: number;
  };
}

/** One of the nodes that took longest. */
export interface SlowNode {
  readonly id: string;
  readonly durationMs: number;
}
