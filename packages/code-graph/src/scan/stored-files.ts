import type { CodeNode, GraphStore } from "@stemma/graph-store";

/** What the graph has of files and folders before a scan. */
export interface StoredFiles {
  /** Content hashes by path. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, CodeNode>;
}

/** Reads which files and folders the graph has. */
export async function readStoredFiles(graph: GraphStore): Promise<StoredFiles> {
  const hashes = new Map<string, string>();
  const folders = new Map<string, CodeNode>();
  for (const node of await graph.readNodes({ labels: ["FILE", "FOLDER"] }))
    if (node.label === "FILE") hashes.set(node.path, node.sourceHash);
    else folders.set(node.path, node);
  return { hashes, folders };
}
