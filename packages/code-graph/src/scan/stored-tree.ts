import type { CodeNode, GraphStore } from "@stemma/graph-store";
import type { LastScan, ScanRecord } from "../facts/scan-record.js";
import { digestOfFiles } from "./tree-digest.js";

/** What the graph has before a scan. */
export interface StoredTree {
  /** Content hashes by path. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, CodeNode>;
  /** The last scan's record, if it was of this graph, which is as that scan left it as far as numbers tell; else everything is compared. */
  readonly lastScan: LastScan | null;
}

/** Reads what the graph has. */
export async function readStoredTree(
  graph: GraphStore,
  lastScan: LastScan | null,
  maskVersion: string | undefined,
): Promise<StoredTree> {
  const hashes = new Map<string, string>();
  const folders = new Map<string, CodeNode>();
  for (const node of await graph.readNodes({ labels: ["FILE", "FOLDER"] }))
    if (node.label === "FILE") hashes.set(node.path, node.sourceHash);
    else folders.set(node.path, node);
  const isAsLeft =
    lastScan?.graph === graph.location &&
    lastScan.maskVersion === maskVersion &&
    digestOfFiles(hashes) === lastScan.files &&
    (await hasCounts(graph, lastScan));
  return { hashes, folders, lastScan: isAsLeft ? lastScan : null };
}

async function hasCounts(graph: GraphStore, { findings }: ScanRecord): Promise<boolean> {
  const { nodes, relations } = await graph.readStatistics();
  return isSame(nodes, findings.symbols) && isSame(relations, findings.relations);
}

function isSame<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): boolean {
  return (Object.keys(a) as K[]).every((key) => a[key] === b[key]);
}
