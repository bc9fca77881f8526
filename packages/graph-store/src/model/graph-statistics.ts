import type { NodeLabel, RelationType } from "./code-node.js";

/** What the graph holds at one moment. */
export interface GraphStatistics {
  readonly nodes: Readonly<Record<NodeLabel, number>>;
  readonly relations: Readonly<Record<RelationType, number>>;
  /** Nodes that have documentation. */
  readonly documented: number;
  readonly sessions: number;
  readonly processingStates: number;
  readonly llmCalls: {
    readonly answered: number;
    readonly failed: number;
    readonly underWay: number;
    /** Attempts whose outcome nobody knows, because their run died; they may have been paid. */
    readonly unknown: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** US dollars, of the answers whose price is known. */
    readonly costUsd: number;
    /** Answers whose price is not known. */
    readonly unpriced: number;
  };
}
