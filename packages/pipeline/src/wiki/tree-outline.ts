import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";

/** By the list that a graph gives as long as nothing is written. */
const known = new WeakMap<readonly NodeOutline[], TreeOutline>();

/** All nodes of a tree by id, and what lies in what. Holds no texts. */
export class TreeOutline {
  readonly #byId: ReadonlyMap<string, NodeOutline>;
  readonly #inFolder = new Map<string, NodeOutline[]>();
  readonly #inFile = new Map<string, NodeOutline[]>();

  constructor(nodes: readonly NodeOutline[]) {
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes) {
      if (node.label !== "FOLDER" && node.label !== "FILE") push(this.#inFile, node.path, node);
      else if (node.path !== ".") push(this.#inFolder, folderOf(node.path), node);
    }
    for (const symbols of this.#inFile.values())
      symbols.sort((a, b) => (a.startLine ?? 0) - (b.startLine ?? 0) || compare(a.id, b.id));
    for (const children of this.#inFolder.values())
      children.sort((a, b) => compare(rankOf(a), rankOf(b)) || compare(a.name, b.name));
  }

  static async read(graph: GraphStore, options: CallOptions): Promise<TreeOutline> {
    const nodes = await graph.readOutline(options);
    const tree = known.get(nodes) ?? new TreeOutline(nodes);
    known.set(nodes, tree);
    return tree;
  }

  node(id: string): NodeOutline | undefined {
    return this.#byId.get(id);
  }

  /** By path. */
  nodesOf(label: "FOLDER" | "FILE"): NodeOutline[] {
    return [...this.#byId.values()]
      .filter((node) => node.label === label)
      .sort((a, b) => compare(a.path, b.path));
  }

  /** Folders first, then files, by name. */
  childrenOf(folder: string): readonly NodeOutline[] {
    return this.#inFolder.get(folder) ?? [];
  }

  /** What a file defines, in the order of its text. */
  symbolsOf(path: string): readonly NodeOutline[] {
    return this.#inFile.get(path) ?? [];
  }

  /** The child of `folder` that a path lies in or is; `undefined` outside of it. */
  childTowards(folder: string, path: string): NodeOutline | undefined {
    const prefix = folder === "." ? "" : `${folder}/`;
    if (!path.startsWith(prefix) || path === folder) return undefined;
    const end = path.indexOf("/", prefix.length);
    return this.#byId.get(end === -1 ? path : path.slice(0, end));
  }
}

/** The folder that a path lies in; `"."` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}

function rankOf({ label }: NodeOutline): string {
  return label === "FOLDER" ? "0" : "1";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
