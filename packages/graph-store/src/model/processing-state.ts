/** Where a node stands within one session. */
export type ProcessingStatus = "pending" | "in_progress" | "completed" | "failed";

/** The same status for many nodes. */
export interface StatusChange {
  readonly status: ProcessingStatus;
  readonly nodeIds: readonly string[];
}

/** One node's status; lives outside the node itself and only as long as its session. */
export interface ProcessingState {
  readonly nodeId: string;
  readonly status: ProcessingStatus;
}
