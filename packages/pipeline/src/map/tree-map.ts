import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { isTestPath } from "../names/named-node.js";
import { KeptWithOutline } from "../wiki/kept-with-outline.js";
import { TreeOutline } from "../wiki/tree-outline.js";
import { type EntryPoint, entryPointsOf } from "./entry-points.js";

/** A file as a map of the tree shows it. */
export interface MappedFile {
  readonly path: string;
  readonly language: string | null;
  readonly lines: number;
  /** What it defines, with the file itself. */
  readonly places: number;
  /** How many of those are documented. */
  readonly documented: number;
  readonly isTest: boolean;
}

/** A tree at a glance: how large its files are, how much of each is documented, and where reading may begin. */
export interface TreeMap {
  /** By path. */
  readonly files: readonly MappedFile[];
  /** Those from which most is reached, first. */
  readonly entryPoints: readonly EntryPoint[];
}

const kept = new KeptWithOutline<TreeMap>();

/** Reads no texts into memory but some at a time. */
export async function readTreeMap(graph: GraphStore, options: CallOptions = {}): Promise<TreeMap> {
  const tree = await TreeOutline.read(graph, options);
  return kept.get(tree, () => mapOf(graph, tree, options));
}

async function mapOf(graph: GraphStore, tree: TreeOutline, options: CallOptions): Promise<TreeMap> {
  const documented = new Set<string>();
  for await (const some of graph.streamDocumentation(options))
    for (const { nodeId } of some) documented.add(nodeId);
  const files = tree.nodesOf("FILE").map((file): MappedFile => {
    const places = [file, ...tree.symbolsOf(file.path)];
    return {
      path: file.path,
      language: file.language,
      lines: linesOf(file, places),
      places: places.length,
      documented: places.filter(({ id }) => documented.has(id)).length,
      isTest: isTestPath(file.path),
    };
  });
  return { files, entryPoints: await entryPointsOf(graph, tree, options) };
}

/** An earlier version knows where symbols begin, but not how long a file was. */
function linesOf({ endLine }: NodeOutline, places: readonly NodeOutline[]): number {
  return Math.max(endLine ?? 1, ...places.map((place) => place.endLine ?? 1));
}
