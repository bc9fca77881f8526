import { type GraphStore, SqliteGraphStore } from "@stemma/graph-store";
import { compareGraphs, type GraphContent, type GraphDifference } from "../graph/compare-graphs.js";
import type { ScanOptions } from "./scan-options.js";
import { scanTree } from "./scan-tree.js";

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
 * @throws what {@link scanTree} throws
 */
export async function verifyGraph(
  root: string,
  graph: GraphStore,
  options: Omit<ScanOptions, "facts"> = {},
): Promise<GraphVerification> {
  await using clean = await SqliteGraphStore.open(":memory:");
  await scanTree(root, clean, options);
  const actual = await contentOf(graph);
  const differences = compareGraphs(actual, await contentOf(clean));
  return {
    isEqual: differences.length === 0,
    nodes: actual.nodes.length,
    relations: actual.relations.length,
    differences,
  };
}

async function contentOf(graph: GraphStore): Promise<GraphContent> {
  return { nodes: await graph.readNodes({}), relations: await graph.readRelations({}) };
}
