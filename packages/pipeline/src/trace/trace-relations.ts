import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline, RelationType } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";
import type { Trace, TraceDirection, TraceLimits, TraceStep } from "./trace.js";

/** What breaks with a definition: who calls it, what inherits from it, and the files that import its file. */
const FOLLOWED: Readonly<Record<TraceDirection, readonly RelationType[]>> = {
  callers: ["CALLS"],
  callees: ["CALLS"],
  impact: ["CALLS", "INHERITS", "IMPORTS"],
};

/**
 * Breadth first from a node, with what it defines or contains, along the relations of a direction: one reading of the graph a
 * step, never more nodes than asked for.
 */
export async function traceRelations(
  graph: GraphStore,
  from: NodeOutline,
  { direction, depth, limit }: TraceLimits & { readonly direction: TraceDirection },
  options: CallOptions = {},
): Promise<Trace> {
  const outline = await graph.readOutline(options);
  const nodes = new Map(outline.map((node) => [node.id, node]));
  const seen = new Set(membersOf(outline, from).map(({ id }) => id));
  const steps: TraceStep[] = [];
  let edge = new Map([...seen].map((id) => [id, 1]));
  for (let at = 1; edge.size > 0; at++) {
    const ends = [...edge.keys()];
    const isForwards = direction === "callees";
    const filter = isForwards ? { fromIds: ends } : { toIds: ends };
    const relations = await graph.readRelations({ types: FOLLOWED[direction], ...filter }, options);
    const found = new Map<string, TraceStep>();
    for (const { type, fromId, toId, confidence: own } of relations) {
      const [via, id] = isForwards ? [fromId, toId] : [toId, fromId];
      const node = nodes.get(id);
      if (node === undefined || seen.has(id)) continue;
      const confidence = Math.min(edge.get(via) ?? 1, own);
      if (confidence <= (found.get(id)?.confidence ?? 0)) continue;
      found.set(id, { node, depth: at, via, relation: type, confidence });
    }
    const reached = [...found.values()].sort(byCertainty);
    if (at > depth || steps.length + reached.length > limit) {
      if (at <= depth) steps.push(...reached.slice(0, limit - steps.length));
      return { from, steps, isCut: reached.length > 0 };
    }
    steps.push(...reached);
    for (const { node } of reached) seen.add(node.id);
    edge = new Map(reached.map(({ node, confidence }) => [node.id, confidence]));
  }
  return { from, steps, isCut: false };
}

function byCertainty(one: TraceStep, other: TraceStep): number {
  return other.confidence - one.confidence || (one.node.id < other.node.id ? -1 : 1);
}
