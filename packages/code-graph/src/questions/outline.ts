import type { GraphStore, NodeOutline } from "@stemma/graph-store";

/** A class or function with what is defined in it, in the order of the text. */
export interface OutlineEntry {
  readonly node: NodeOutline & { readonly signature: string | null };
  readonly children: readonly OutlineEntry[];
}

/** What a file defines; empty where the graph has no such file. */
export async function outlineOf(graph: GraphStore, path: string): Promise<readonly OutlineEntry[]> {
  const nodes = await graph.readNodes({ paths: [path], labels: ["CLASS", "FUNCTION", "TEXT"] });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const definitions = await graph.readRelations({
    types: ["CLASS_DEFINITION", "FUNCTION_DEFINITION", "TEXT_DEFINITION"],
    toIds: [...byId.keys()],
  });
  const children = new Map<string, string[]>();
  for (const { fromId, toId } of definitions) {
    // A method may be given to its type by another file.
    const parent = byId.has(fromId) ? fromId : path;
    children.set(parent, [...new Set([...(children.get(parent) ?? []), toId])]);
  }
  const entries = (parent: string, seen: ReadonlySet<string>): OutlineEntry[] =>
    (children.get(parent) ?? [])
      .flatMap((id) => {
        const node = byId.get(id);
        if (node === undefined || seen.has(id)) return [];
        const { label, kind, name, language, startLine, endLine, signature } = node;
        const outline = { id, label, path, name, language, startLine, endLine, signature };
        const known = kind === undefined ? outline : { ...outline, kind };
        return [{ node: known, children: entries(id, new Set([...seen, id])) }];
      })
      .sort((a, b) => (a.node.startLine ?? 0) - (b.node.startLine ?? 0));
  return entries(path, new Set());
}
