import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { folderOf, type TreeOutline } from "./tree-outline.js";
import type { FolderPage } from "./wiki-page.js";

/** Of each folder, by its path. */
export type FolderUses = ReadonlyMap<string, FolderPage["uses"]>;

/** An outline is another one as soon as something is written. */
const known = new WeakMap<TreeOutline, FolderUses>();

/** Which children of each folder import from which others. Takes all imports of the tree; once, as long as nothing is written. */
export async function readFolderUses(
  graph: GraphStore,
  tree: TreeOutline,
  options: CallOptions,
): Promise<FolderUses> {
  const uses = known.get(tree) ?? (await countUses(graph, tree, options));
  known.set(tree, uses);
  return uses;
}

async function countUses(graph: GraphStore, tree: TreeOutline, options: CallOptions): Promise<FolderUses> {
  const counts = new Map<string, Map<string, number>>();
  for (const { fromId, toId } of await graph.readRelations({ types: ["IMPORTS"] }, options)) {
    const from = tree.node(fromId);
    const to = tree.node(toId);
    if (from === undefined || to === undefined) continue;
    const folder = commonFolder(from.path, to.path);
    const [fromChild, toChild] = [tree.childTowards(folder, from.path), tree.childTowards(folder, to.path)];
    if (fromChild === undefined || toChild === undefined || fromChild === toChild) continue;
    const inFolder = counts.get(folder) ?? new Map<string, number>();
    counts.set(folder, inFolder);
    const key = JSON.stringify([fromChild.id, toChild.id]);
    inFolder.set(key, (inFolder.get(key) ?? 0) + 1);
  }
  return new Map(
    Array.from(counts, ([folder, pairs]) => [
      folder,
      Array.from(pairs, ([key, count]) => {
        const [fromId = "", toId = ""] = JSON.parse(key) as string[];
        return { fromId, toId, count };
      }).sort((a, b) => b.count - a.count || (a.fromId + a.toId < b.fromId + b.toId ? -1 : 1)),
    ]),
  );
}

/** The deepest folder that both lie in. */
function commonFolder(a: string, b: string): string {
  const [left, right] = [folderOf(a).split("/"), folderOf(b).split("/")];
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length === 0 ? "." : left.slice(0, length).join("/");
}
