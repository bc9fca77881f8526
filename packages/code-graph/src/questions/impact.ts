import type { GraphStore, RelationType } from "@stemma/graph-store";
import { isTestPath, pathOfId } from "./is-test.js";
import { type ReachedNode, type WalkOptions, walk } from "./walk-calls.js";

const DEFINITIONS: readonly RelationType[] = ["CLASS_DEFINITION", "FUNCTION_DEFINITION", "TEXT_DEFINITION"];
const USES: readonly RelationType[] = ["CALLS", "INHERITS"];
const MOST_INSIDE = 10_000;

/** How far the impact of a change is followed. */
export interface ImpactOptions extends WalkOptions {
  /** Whether nothing changes but these nodes. Default: a file or class stands for all that it defines. */
  readonly isExact?: boolean | undefined;
}

/** What a change reaches. */
export interface Impact {
  /** Functions, classes and files that depend on what changes, directly or by way of others. */
  readonly reached: readonly ReachedNode[];
  /** Those of them that are tests: what is to be run. */
  readonly tests: readonly ReachedNode[];
  readonly isCut: boolean;
}

/**
 * What a change of these nodes may reach: whoever calls them or what is in them, and classes below them, and so on; of files also
 * those that import them, but not what goes on from there: who uses what of a module's own names the graph does not know.
 */
export async function impactOf(
  graph: GraphStore,
  ids: readonly string[],
  { depth = 10, mostNodes = 1_000, isExact = false, ...options }: ImpactOptions = {},
): Promise<Impact> {
  const inside = isExact
    ? { reached: [], isCut: false }
    : await walk(graph, ids, { types: DEFINITIONS, along: "from" }, { depth: 50, mostNodes: MOST_INSIDE });
  const start = [...ids, ...inside.reached.map(({ id }) => id)];
  const bounds = { ...options, depth, mostNodes };
  const users = await walk(graph, start, { types: USES, along: "to" }, bounds);
  const importers = await walk(graph, start, { types: ["IMPORTS"], along: "to" }, { ...bounds, depth: 1 });
  const known = new Set(users.reached.map(({ id }) => id));
  const found = [...users.reached, ...importers.reached.filter(({ id }) => !known.has(id))].sort(byDepth);
  const isTest = ({ id }: ReachedNode): boolean => isTestPath(pathOfId(id));
  const reached = found.slice(0, mostNodes);
  return {
    reached: reached.filter((node) => !isTest(node)),
    tests: reached.filter(isTest),
    // Importers of importers are no part of it.
    isCut: users.isCut || inside.isCut || importers.reached.length === mostNodes || found.length > mostNodes,
  };
}

function byDepth(one: ReachedNode, other: ReachedNode): number {
  return one.depth - other.depth || (one.id < other.id ? -1 : 1);
}
