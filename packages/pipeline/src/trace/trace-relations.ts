import { type WalkDirection, walk } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";
import type { Trace, TraceDirection, TraceLimits } from "./trace.js";

/** What breaks with a definition: who calls it, what inherits from it, and the files that import its file. */
const FOLLOWED: Readonly<Record<TraceDirection, WalkDirection>> = {
  callers: { types: ["CALLS"], along: "to" },
  callees: { types: ["CALLS"], along: "from" },
  impact: { types: ["CALLS", "INHERITS", "IMPORTS"], along: "to" },
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
  const way = FOLLOWED[direction];
  const { reached, isCut } = await walk(graph, start, way, { depth, mostNodes: limit });
  const steps = reached.flatMap(({ id, depth: at, by }) => {
    const node = nodes.get(id);
    if (node === undefined) return [];
    const via = way.along === "from" ? by.fromId : by.toId;
    return [{ node, depth: at, via, relation: by.type, confidence: by.confidence }];
  });
  return { from, steps, isCut };
}
