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
    /** Under way, or of unknown outcome because their run died. */
    readonly unanswered: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** US dollars. */
    readonly costUsd: number;
  };
}
