import { isTestPath, type ReachedNode, type WalkDirection } from "@stemma/code-graph";
import type { NodeOutline } from "@stemma/graph-store";
import type { TraceStep } from "./trace.js";

/** What a walk reached, by name; `nodes`: all of the graph, by id. */
export function stepsOf(
  nodes: ReadonlyMap<string, NodeOutline>,
  reached: readonly ReachedNode[],
  along: WalkDirection["along"],
): TraceStep[] {
  return reached.flatMap(({ id, depth, by }) => {
    const node = nodes.get(id);
    if (node === undefined) return [];
    const { type: relation, fromId, toId, confidence, lines = [] } = by;
    const site = { path: nodes.get(fromId)?.path ?? node.path, lines };
    const via = along === "from" ? fromId : toId;
    return [{ node, depth, via, relation, confidence, site, isTest: isTestPath(node.path) }];
  });
}
