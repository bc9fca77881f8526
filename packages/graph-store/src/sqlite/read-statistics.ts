import type { NodeLabel, RelationType } from "../model/code-node.js";
import type { GraphStatistics } from "../model/graph-statistics.js";
import { zeroNodeCounts, zeroRelationCounts } from "../model/zero-counts.js";
import { SUM_CALLS } from "./queries/llm-call-queries.js";
import { COUNT_NODES, COUNT_RELATIONS, COUNT_THE_REST } from "./queries/statistics-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/** Counts everything within the current transaction. */
export function readStatistics(connection: SqliteConnection): GraphStatistics {
  const nodes = zeroNodeCounts();
  for (const row of connection.statement(COUNT_NODES).all() as { label: NodeLabel; count: number }[]) {
    nodes[row.label] = row.count;
  }
  const relations = zeroRelationCounts();
  for (const row of connection.statement(COUNT_RELATIONS).all() as { type: RelationType; count: number }[]) {
    relations[row.type] = row.count;
  }
  const rest = connection.statement(COUNT_THE_REST).get() as Record<
    "documented" | "sessions" | "states",
    number
  >;
  const calls = connection.statement(SUM_CALLS).get() as Record<
    | "answered"
    | "failed"
    | "under_way"
    | "unknown"
    | "input_tokens"
    | "output_tokens"
    | "cost_usd"
    | "unpriced",
    number
  >;
  return {
    nodes,
    relations,
    documented: rest.documented,
    sessions: rest.sessions,
    processingStates: rest.states,
    llmCalls: {
      answered: calls.answered,
      failed: calls.failed,
      underWay: calls.under_way,
      unknown: calls.unknown,
      inputTokens: calls.input_tokens,
      outputTokens: calls.output_tokens,
      costUsd: calls.cost_usd,
      unpriced: calls.unpriced,
    },
  };
}
