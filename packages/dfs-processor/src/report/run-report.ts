import type { RunMetrics } from "../metrics/run-metrics.js";
import type { FailedNode, ProcessingCounts } from "../processing-result.js";

/** What stands out in a run's figures, and what could be done about it. */
export interface Recommendation {
  /** Stable, for programs, for example `"WORKERS_IDLE"`. */
  readonly code: RecommendationCode;
  /** For people: what was measured, and what to change. */
  readonly message: string;
}

export type RecommendationCode =
  | "WORKERS_IDLE"
  | "WORKERS_SATURATED"
  | "STORE_SLOW"
  | "SLOW_NODES"
  | "MEMORY_GROWS"
  | "RATE_LIMITED"
  | "NODES_FAILED"
  | "CALLS_UNKNOWN"
  | "PRICES_UNKNOWN"
  | "BUDGET_USED_UP";

/** A run as plain data: `JSON.stringify` gives the whole report. */
export interface RunReport {
  /** Raised when a field changes its meaning. */
  readonly formatVersion: 1;
  readonly sessionId: string;
  readonly rootId: string;
  readonly isComplete: boolean;
  readonly counts: ProcessingCounts;
  readonly metrics: RunMetrics;
  /** Failures by the code of their error (`"-"` for those without), most frequent first, each with its first nodes. */
  readonly failures: readonly FailureGroup[];
  readonly recommendations: readonly Recommendation[];
}

/** Nodes that failed for the same reason. */
export interface FailureGroup {
  readonly code: string;
  readonly count: number;
  /** At most ten. */
  readonly examples: readonly FailedNode[];
}
