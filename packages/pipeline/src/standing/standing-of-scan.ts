import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { filesOfGraph } from "./documented-files.js";
import { FileHashes } from "./file-hashes.js";
import { type LookedAtTree, lookAtTree } from "./look-at-tree.js";
import * as reasons from "./reasons.js";
import type { Standing } from "./standing.js";

/**
 * Where the graph of a tree stands that was scanned and never documented: for questions to the graph nothing is missing, and all that
 * can be told is what has changed since. Each file is read, as by a scan.
 */
export async function standingOfScan(
  tree: LookedAtTree,
  graph: GraphStore,
  standing: Standing,
  options: CallOptions = {},
): Promise<Standing> {
  if (!standing.because.some(({ code }) => code === reasons.notDocumented.code)) return standing;
  try {
    const documented = FileHashes.of(await filesOfGraph(graph, options));
    const { files } = await lookAtTree(tree, { documented, seen: null });
    const freshness = files.length === 0 ? "fresh" : "stale";
    return { ...standing, files, freshness, because: reasons.filesChangedSinceScan(files) };
  } catch (error) {
    return { ...standing, freshness: "stale", because: [reasons.notCompared(error)] };
  }
}
