import type { RunMetrics } from "./metrics/run-metrics.js";

/** `skipped`: the run ended, because of a budget, before the node's turn. */
export type NodeOutcome = "documented" | "reused" | "failed" | "skipped";

/** What became of one node. */
export interface ProcessedNode {
  readonly id: string;
  readonly path: string;
  readonly status: NodeOutcome;
  /** `null` where there is none, or when texts were not asked for. */
  readonly documentation: string | null;
  /** From its turn to its finished text, in milliseconds; 0 when reused. */
  readonly durationMs: number;
}

/** A node that could not be documented. The next run tries it again. */
export interface FailedNode {
  readonly id: string;
  readonly path: string;
  readonly reason: string;
  /** Of the error, where it has one, for example `"LLM_REFUSED"`. */
  readonly code: string | null;
}

/** How many nodes ended in which way. */
export interface ProcessingCounts {
  readonly total: number;
  readonly documented: number;
  readonly reused: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The outcome of a run. */
export interface ProcessingResult {
  readonly sessionId: string;
  readonly rootId: string;
  /** Documentation of the root; contains its name. `null` when the root failed or was skipped. */
  readonly documentation: string | null;
  /** False when a budget ended the run early: what is documented is closed, each with all it depends on. */
  readonly isComplete: boolean;
  readonly counts: ProcessingCounts;
  /** Ordered by id. */
  readonly nodes: readonly ProcessedNode[];
  readonly failed: readonly FailedNode[];
  readonly metrics: RunMetrics;
}
