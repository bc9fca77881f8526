/** Where a node stands within one session. */
export type ProcessingStatus = "pending" | "in_progress" | "completed" | "failed";

/** One node's status; lives outside the node itself and only as long as its session. */
export interface ProcessingState {
  readonly nodeId: string;
  readonly status: ProcessingStatus;
}
