import type { CodeNode, GraphStore, Relation } from "@stemma/graph-store";

/** How the nodes of some files differ from what the graph has. */
export interface NodeDifference {
  /** New or other than stored; `isAdded`: the graph does not have it under this id. */
  readonly write: readonly { readonly node: CodeNode; readonly isAdded: boolean }[];
  readonly removed: readonly CodeNode[];
}

/** Relations to write and to delete. */
export interface RelationDifference {
  readonly write: readonly Relation[];
  readonly remove: readonly Relation[];
}

/** The nodes of the given files as the graph has them, compared with how they should be. */
export async function diffNodes(
  graph: GraphStore,
  paths: readonly string[],
  wanted: readonly CodeNode[],
): Promise<NodeDifference> {
  const stored = new Map<string, CodeNode>();
  for (let start = 0; start < paths.length; start += 200)
    for (const node of await graph.readNodes({ paths: paths.slice(start, start + 200) }))
      stored.set(node.id, node);
  const write: { node: CodeNode; isAdded: boolean }[] = [];
  for (const node of wanted) {
    const known = stored.get(node.id);
    if (known === undefined || !isSameNode(known, node)) write.push({ node, isAdded: known === undefined });
    stored.delete(node.id);
  }
  return { write, removed: [...stored.values()] };
}

/** Compares relations of the graph with how they should be; those of deleted nodes go with the nodes. */
export function diffRelations(
  stored: readonly Relation[],
  wanted: readonly Relation[],
  deletedNodeIds: ReadonlySet<string>,
): RelationDifference {
  const byKey = new Map<string, Relation>();
  for (const relation of stored)
    if (!deletedNodeIds.has(relation.fromId) && !deletedNodeIds.has(relation.toId))
      byKey.set(keyOf(relation), relation);
  const write: Relation[] = [];
  const seen = new Set<string>();
  for (const relation of wanted) {
    const key = keyOf(relation);
    if (seen.has(key)) continue;
    seen.add(key);
    const known = byKey.get(key);
    if (known?.confidence !== relation.confidence || !hasSameLines(known, relation)) write.push(relation);
    byKey.delete(key);
  }
  return { write, remove: [...byKey.values()] };
}

/** Whether two relations stand on the same lines. */
function hasSameLines({ lines: a }: Relation, { lines: b }: Relation): boolean {
  return a === b || a?.join() === b?.join();
}

function keyOf({ type, fromId, toId }: Relation): string {
  return `${type}\n${fromId}\n${toId}`;
}

function isSameNode(a: CodeNode, b: CodeNode): boolean {
  return (
    a.sourceHash === b.sourceHash &&
    a.source === b.source &&
    a.label === b.label &&
    a.kind === b.kind &&
    a.path === b.path &&
    a.name === b.name &&
    a.language === b.language &&
    a.startLine === b.startLine &&
    a.endLine === b.endLine &&
    a.signature === b.signature &&
    a.docstring === b.docstring
  );
}
