import { isTestPath } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import type { Diagram } from "../diagram/diagram.js";
import type { TraceStep } from "../trace/trace.js";
import type { Circle } from "./circles.js";
import { relationsAmong } from "./relations-among.js";

/** What was asked about, and what was found from there. */
export interface FoundSteps {
  readonly from: readonly NodeOutline[];
  readonly steps: readonly TraceStep[];
}

/** What was found as a diagram: with all relations among what it shows, not only those by which each was reached first. */
export async function diagramOfSteps(
  graph: GraphStore,
  { from, steps }: FoundSteps,
  options: CallOptions = {},
): Promise<Diagram> {
  const byId = new Map((await graph.readOutline(options)).map((node) => [node.id, node]));
  const reached = new Set(steps.map(({ node }) => node.id));
  const starts = new Set(from.map(({ id }) => id));
  // Of a class or file its members are what is called.
  for (const { via } of steps) if (!reached.has(via)) starts.add(via);
  const types = [...new Set(steps.map(({ relation }) => relation))];
  const edges = await relationsAmong(graph, [...starts, ...reached], types, options);
  const joined = new Set(edges.flatMap(({ fromId, toId }) => [fromId, toId]));
  const shown = [...starts, ...reached].filter((id) => joined.has(id) || starts.size + reached.size === 1);
  const nodes = [...new Set(shown)].flatMap((id) => byId.get(id) ?? []);
  return {
    nodes: nodes.map((node) => ({ ...node, isStart: starts.has(node.id), isTest: isTestPath(node.path) })),
    edges,
  };
}

/** Circles as one diagram. */
export function diagramOfCircles(circles: readonly Circle[]): Diagram {
  const nodes = circles.flatMap((circle) => circle.nodes);
  return {
    nodes: nodes.map((node) => ({ ...node, isStart: false, isTest: isTestPath(node.path) })),
    edges: circles.flatMap(({ relations }) => relations),
  };
}
