import { type GraphStatistics, isKnownDead } from "@stemma/graph-store";
import type { RunOutcome, RunRecord } from "./run-record.js";

/** The last `document` run of a tree, for people who look on. */
export interface RunProgress {
  /** `stopped`: its process was killed. */
  readonly outcome: RunOutcome | "stopped";
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Nodes that the run left to be documented; `null` where it does not know. */
  readonly leftNodes: number | null;
  /** `null` where none was asked. */
  readonly model: string | null;
  /** As it was configured; `null` without one. */
  readonly budget: { readonly costUsd: number | null; readonly tokens: number | null };
  /** Of the tree, not of this run alone. */
  readonly nodes: number;
  readonly documented: number;
  readonly llmCalls: GraphStatistics["llmCalls"];
}

/** What the record of a run and the graph that it writes say of it; nothing of its configuration but what is shown. */
export function runProgress(
  record: RunRecord,
  { nodes, documented, llmCalls }: GraphStatistics,
): RunProgress {
  const { outcome, startedAt, endedAt, leftNodes, holder, config } = record;
  return {
    outcome: outcome === "running" && isKnownDead(holder) ? "stopped" : outcome,
    startedAt,
    endedAt,
    leftNodes,
    model: config.llm.model ?? null,
    budget: { costUsd: config.budget?.maxCostUsd ?? null, tokens: config.budget?.maxTokens ?? null },
    nodes: Object.values(nodes).reduce((sum, count) => sum + count, 0),
    documented,
    llmCalls,
  };
}
