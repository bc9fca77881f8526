import type { GraphStore } from "@stemma/graph-store";
import { isTestNode } from "./is-test.js";
import { type ReachedNode, type WalkOptions, walk } from "./walk-calls.js";

/** What a change reaches. */
export interface Impact {
  /** Functions and classes that depend on what changes, directly or by way of others. */
  readonly reached: readonly ReachedNode[];
  /** Those of them that are tests: what is to be run. */
  readonly tests: readonly ReachedNode[];
  readonly isCut: boolean;
}

/**
 * What a change of these nodes may reach: whoever calls them or what is in them, and classes below them, and so on. A file or
 * class stands for all that it defines.
 */
export async function impactOf(
  graph: GraphStore,
  ids: readonly string[],
  { depth = 10, ...options }: WalkOptions = {},
): Promise<Impact> {
  const inside = await walk(
    graph,
    ids,
    { types: ["CLASS_DEFINITION", "FUNCTION_DEFINITION"], along: "from" },
    { depth: 50, mostNodes: 10_000 },
  );
  const start = [...ids, ...inside.reached.map(({ id }) => id)];
  const found = await walk(
    graph,
    start,
    { types: ["CALLS", "INHERITS"], along: "to" },
    { ...options, depth },
  );
  const isTest = ({ id }: ReachedNode): boolean => isTestNode(id);
  return {
    reached: found.reached.filter((node) => !isTest(node)),
    tests: found.reached.filter(isTest),
    isCut: found.isCut || inside.isCut,
  };
}
