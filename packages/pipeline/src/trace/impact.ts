import { impactOf } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";
import { stepsOf } from "./steps-of.js";
import type { TraceLimits, TraceStep } from "./trace.js";

/** What a change reaches. */
export interface Impact {
  /** What changes: what was asked about, or what differs from a ref, by path and line. */
  readonly from: readonly NodeOutline[];
  /** Ids of what the ref has and the tree has no more: their users are to be looked for by name. */
  readonly gone: readonly string[];
  /** What depends on it, tests apart. By depth, then by id. */
  readonly steps: readonly TraceStep[];
  /** Tests that come to what changes: what is to be run. */
  readonly tests: readonly TraceStep[];
  /** There is more, deeper or beside, than was asked for. */
  readonly isCut: boolean;
}

/** What a change of a node reaches, or of what it defines or contains. */
export async function impactOfNode(
  graph: GraphStore,
  from: NodeOutline,
  limits: TraceLimits,
  options: CallOptions = {},
): Promise<Impact> {
  const outline = await graph.readOutline(options);
  const ids = membersOf(outline, from).map(({ id }) => id);
  return { from: [from], gone: [], ...(await reachedFrom(graph, outline, ids, limits, false)) };
}

/** What a change of these nodes, and of nothing else, reaches. */
export async function impactOfNodes(
  graph: GraphStore,
  { nodes: from, gone }: { readonly nodes: readonly NodeOutline[]; readonly gone: readonly string[] },
  limits: TraceLimits,
  options: CallOptions = {},
): Promise<Impact> {
  const outline = await graph.readOutline(options);
  const ids = from.map(({ id }) => id);
  return { from, gone, ...(await reachedFrom(graph, outline, ids, limits, true)) };
}

async function reachedFrom(
  graph: GraphStore,
  outline: readonly NodeOutline[],
  ids: readonly string[],
  { depth, limit: mostNodes }: TraceLimits,
  isExact: boolean,
): Promise<Pick<Impact, "steps" | "tests" | "isCut">> {
  const nodes = new Map(outline.map((node) => [node.id, node]));
  const { reached, tests, isCut } = await impactOf(graph, ids, { depth, mostNodes, isExact });
  return { steps: stepsOf(nodes, reached, "to"), tests: stepsOf(nodes, tests, "to"), isCut };
}
