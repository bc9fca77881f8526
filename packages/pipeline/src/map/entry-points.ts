import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { isTestPath } from "../names/named-node.js";
import type { TreeOutline } from "../wiki/tree-outline.js";

/** A file that no other file imports, and from which others are reached. */
export interface EntryPoint {
  readonly path: string;
  /** Files that it imports, and those that they import, and so on. */
  readonly reaches: number;
}

/** More than these begin nothing that a reader would look for. */
const MOST = 12;
/** Candidates whose reach is followed: those that import the most themselves. */
const MOST_FOLLOWED = 200;

/** Where a reader may begin: files that only import, tests left out, those from which most is reached first. */
export async function entryPointsOf(
  graph: GraphStore,
  tree: TreeOutline,
  options: CallOptions,
): Promise<EntryPoint[]> {
  const imports = new Map<string, string[]>();
  const isImported = new Set<string>();
  for (const { fromId, toId } of await graph.readRelations({ types: ["IMPORTS"] }, options)) {
    const known = imports.get(fromId);
    if (known === undefined) imports.set(fromId, [toId]);
    else known.push(toId);
    // A test that imports a program does not make it a library.
    if (fromId !== toId && !isTestPath(fromId)) isImported.add(toId);
  }
  return [...imports.keys()]
    .filter((path) => tree.node(path)?.label === "FILE" && !isTestPath(path) && !isImported.has(path))
    .sort((one, other) => countOf(other) - countOf(one) || (one < other ? -1 : 1))
    .slice(0, MOST_FOLLOWED)
    .map((path) => ({ path, reaches: reachOf(path) }))
    .sort((one, other) => other.reaches - one.reaches || (one.path < other.path ? -1 : 1))
    .slice(0, MOST);

  function countOf(path: string): number {
    return imports.get(path)?.length ?? 0;
  }

  function reachOf(path: string): number {
    const reached = new Set([path]);
    for (const each of reached) for (const next of imports.get(each) ?? []) reached.add(next);
    return reached.size - 1;
  }
}
