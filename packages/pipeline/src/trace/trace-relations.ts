import { impactOf, type WalkDirection, walk } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";
import { stepsOf } from "./steps-of.js";
import type { Trace, TraceDirection, TraceLimits } from "./trace.js";

const FOLLOWED: Readonly<Record<Exclude<TraceDirection, "impact">, WalkDirection>> = {
  callers: { types: ["CALLS"], along: "to" },
  callees: { types: ["CALLS"], along: "from" },
};

/** A walk from a node, with what it defines or contains, along the relations of a direction, by the names of what it reaches. */
export async function traceRelations(
  graph: GraphStore,
  from: NodeOutline,
  { direction, depth, limit }: TraceLimits & { readonly direction: TraceDirection },
  options: CallOptions = {},
): Promise<Trace> {
  const outline = await graph.readOutline(options);
  const nodes = new Map(outline.map((node) => [node.id, node]));
  const start = membersOf(outline, from).map(({ id }) => id);
  const limits = { depth, mostNodes: limit };
  if (direction === "impact") {
    const { reached, tests, isCut } = await impactOf(graph, start, limits);
    const found = [...reached, ...tests].sort((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : 1));
    return { from, steps: stepsOf(nodes, found, "to"), isCut };
  }
  const way = FOLLOWED[direction];
  const { reached, isCut } = await walk(graph, start, way, limits);
  return { from, steps: stepsOf(nodes, reached, way.along), isCut };
}
