import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";
import type { TraceLimits, TraceStep } from "./trace.js";
import { traceRelations } from "./trace-relations.js";

/**
 * One shortest way of calls from a node, or what it defines, to another: its steps without the beginning; empty where there is
 * none within the limits.
 */
export async function findPath(
  graph: GraphStore,
  from: NodeOutline,
  to: NodeOutline,
  limits: TraceLimits,
  options: CallOptions = {},
): Promise<{ readonly steps: readonly TraceStep[]; readonly isCut: boolean }> {
  const reached = await traceRelations(graph, from, { ...limits, direction: "callees" }, options);
  const targets = new Set(membersOf(await graph.readOutline(options), to).map(({ id }) => id));
  const byId = new Map(reached.steps.map((step) => [step.node.id, step]));
  const last = reached.steps.find(({ node }) => targets.has(node.id));
  if (last === undefined) return { steps: [], isCut: reached.isCut };
  const steps: TraceStep[] = [];
  for (let step: TraceStep | undefined = last; step !== undefined; step = byId.get(step.via))
    steps.unshift(step);
  return { steps, isCut: false };
}
