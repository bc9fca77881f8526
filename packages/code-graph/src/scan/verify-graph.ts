import { type GraphStore, SqliteGraphStore } from "@stemma/graph-store";
import { compareGraphs, type GraphContent, type GraphDifference } from "../graph/compare-graphs.js";
import type { ScanOptions } from "./scan-options.js";
import { scanTree } from "./scan-tree.js";

/** Files and folders that are compared at a time. */
const COMPARED_PATHS = 64;

/** Whether a graph shows its tree. */
export interface GraphVerification {
  readonly isEqual: boolean;
  /** In the graph. */
  readonly nodes: number;
  readonly relations: number;
  /** Every difference from the graph of a clean scan; after edits also those that the next scan will mend. */
  readonly differences: readonly GraphDifference[];
}

/**
 * Compares a graph with what a scan of the tree as it is now gives in an empty store, with nothing known of earlier
 * scans. Changes neither the graph nor the tree. Takes the same options as the scan that made the graph.
 *
 * @throws {@link RootNotReadableError} and all else that {@link scanTree} throws.
 */
export async function verifyGraph(
  root: string,
  graph: GraphStore,
  options: Omit<ScanOptions, "facts"> = {},
): Promise<GraphVerification> {
  // A database without a name lies on disk, where it is too large for memory, and is gone when it is closed.
  await using clean = await SqliteGraphStore.open("");
  await scanTree(root, clean, options);
  const differences = { node: [] as GraphDifference[], relation: [] as GraphDifference[] };
  let nodes = 0;
  let relations = 0;
  for (const paths of slices(await pathsOf(graph, clean), COMPARED_PATHS)) {
    const [actual, expected] = await contentsOf(graph, clean, paths);
    nodes += actual.nodes.length;
    relations += actual.relations.length;
    for (const difference of compareGraphs(actual, expected)) differences[difference.what].push(difference);
  }
  return {
    isEqual: differences.node.length + differences.relation.length === 0,
    nodes,
    relations,
    differences: [...differences.node, ...differences.relation],
  };
}

/** Paths that nodes of either graph have, sorted. */
async function pathsOf(...graphs: readonly GraphStore[]): Promise<string[]> {
  const paths = new Set<string>();
  for (const graph of graphs) {
    for (const { path } of await graph.readNodes({ labels: ["FILE", "FOLDER"] })) paths.add(path);
    // Symbols whose file is not there: none, unless someone else wrote into the graph.
    const { nodes } = await graph.readStatistics();
    if (await hasOthers(graph, paths, nodes.CLASS + nodes.FUNCTION + nodes.TEXT))
      for (const { path } of await graph.readNodes({ labels: ["CLASS", "FUNCTION", "TEXT"] }))
        paths.add(path);
  }
  return [...paths].sort();
}

/** Whether the graph has more symbols than the files at these paths. */
async function hasOthers(graph: GraphStore, paths: ReadonlySet<string>, symbols: number): Promise<boolean> {
  let found = 0;
  for (const some of slices([...paths], COMPARED_PATHS))
    found += (await graph.readNodes({ paths: some, labels: ["CLASS", "FUNCTION", "TEXT"] })).length;
  return found < symbols;
}

/** The nodes at these paths, in both graphs, with the relations that begin at them. */
async function contentsOf(
  actual: GraphStore,
  expected: GraphStore,
  paths: readonly string[],
): Promise<[GraphContent, GraphContent]> {
  const nodes = [await actual.readNodes({ paths }), await expected.readNodes({ paths })] as const;
  const fromIds = [...new Set(nodes.flat().map(({ id }) => id))];
  return [
    { nodes: nodes[0], relations: await actual.readRelations({ fromIds }) },
    { nodes: nodes[1], relations: await expected.readRelations({ fromIds }) },
  ];
}

function* slices(items: readonly string[], size: number): Generator<string[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
