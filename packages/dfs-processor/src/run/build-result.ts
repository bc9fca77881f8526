import type { GraphSession, GraphStore } from "@stemma/graph-store";
import type { NodeProgress } from "../facts/node-progress.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import type { NodeOutcome, ProcessedNode, ProcessingCounts, ProcessingResult } from "../processing-result.js";
import type { ProcessingRun } from "./processing-run.js";

/** Texts read in one query. */
const CHUNK = 1_000;

/** Puts the outcome of a finished run together, with texts as they are in the graph. */
export async function buildResult(parts: {
  readonly graph: GraphStore;
  readonly session: GraphSession;
  readonly plan: ProcessingPlan;
  readonly progress: NodeProgress;
  readonly run: ProcessingRun;
  readonly metrics: MetricsRecorder;
  readonly rootIds: readonly string[];
  readonly keepTexts: boolean;
}): Promise<ProcessingResult> {
  const { graph, session, plan, progress, run, metrics, rootIds, keepTexts } = parts;
  const rootId = rootIds[0] ?? "";
  const outcomeOf = (node: number): NodeOutcome => progress.outcomeOf(node) ?? "skipped";
  // In the order of ids, which is that of the positions.
  const work = Int32Array.from(plan.order).sort();
  const wanted: string[] = [];
  for (const node of work) {
    const { id } = plan.nodeAt(node);
    const outcome = outcomeOf(node);
    // Stale texts of failed and skipped nodes are left out.
    if ((keepTexts || id === rootId) && (outcome === "documented" || outcome === "reused")) wanted.push(id);
  }
  const texts = await readTexts(graph, session.id, wanted);
  const nodes = Array.from(work, (node): ProcessedNode => {
    const { id, path } = plan.nodeAt(node);
    return {
      id,
      path,
      status: outcomeOf(node),
      documentation: keepTexts ? (texts.get(id) ?? null) : null,
      durationMs: progress.durationMsOf(node),
    };
  });
  metrics.end();
  return {
    sessionId: session.id,
    rootId,
    documentation: texts.get(rootId) ?? null,
    isComplete: !run.isOutOfBudget,
    counts: countOutcomes(nodes),
    nodes,
    failed: run.failures,
    metrics: metrics.snapshot(),
  };
}

async function readTexts(
  graph: GraphStore,
  sessionId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const nodeIds = ids.slice(start, start + CHUNK);
    for (const { nodeId, text } of await graph.readDocumentation({ nodeIds }, { sessionId }))
      texts.set(nodeId, text);
  }
  return texts;
}

function countOutcomes(nodes: readonly ProcessedNode[]): ProcessingCounts {
  const counts = { total: nodes.length, documented: 0, reused: 0, failed: 0, skipped: 0 };
  for (const { status } of nodes) counts[status] += 1;
  return counts;
}
