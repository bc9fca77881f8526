import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { isTestPath } from "../names/named-node.js";
import { KeptWithOutline } from "../wiki/kept-with-outline.js";
import { TreeOutline } from "../wiki/tree-outline.js";

/** How much of a file tests come to. */
export interface ReachedFile {
  readonly path: string;
  /** Functions and methods that it defines. */
  readonly functions: number;
  /** Those of them that a test calls, or that something calls which a test calls, and so on. */
  readonly reached: number;
}

const kept = new KeptWithOutline<readonly ReachedFile[]>();

/** Files with functions, by path; those of tests are left out. */
export async function readTestReach(
  graph: GraphStore,
  options: CallOptions = {},
): Promise<readonly ReachedFile[]> {
  const tree = await TreeOutline.read(graph, options);
  return kept.get(tree, () => reachOf(graph, tree, options));
}

async function reachOf(graph: GraphStore, tree: TreeOutline, options: CallOptions): Promise<ReachedFile[]> {
  const files = tree.nodesOf("FILE");
  const called = new Map<string, string[]>();
  for (const { fromId, toId } of await graph.readRelations({ types: ["CALLS"] }, options)) {
    const known = called.get(fromId);
    if (known === undefined) called.set(fromId, [toId]);
    else known.push(toId);
  }
  const reached = new Set<string>();
  for (const { path, id } of files)
    if (isTestPath(path)) for (const node of [{ id }, ...tree.symbolsOf(path)]) reached.add(node.id);
  // What is added while it is walked is walked, too.
  for (const id of reached) for (const next of called.get(id) ?? []) reached.add(next);
  return files.flatMap(({ path }) => {
    if (isTestPath(path)) return [];
    const functions = tree.symbolsOf(path).filter(({ label }) => label === "FUNCTION");
    if (functions.length === 0) return [];
    return [
      { path, functions: functions.length, reached: functions.filter(({ id }) => reached.has(id)).length },
    ];
  });
}
