import type { NodeLabel, RelationType } from "../model/code-node.js";
import type { Subtree, SubtreeEdge, SubtreeNode, SubtreeScope } from "../model/subtree.js";
import {
  CLEAR_MEMBERS,
  COLLECT_ALL,
  COLLECT_DESCENDANTS,
  SELECT_INCOMING_EDGES,
  SELECT_OUTGOING_EDGES,
  SELECT_SUBTREE_NODES,
} from "./queries/subtree-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";

interface SubtreeNodeRow {
  key: number;
  id: string;
  label: NodeLabel;
  path: string;
  name: string;
  source_hash: string;
  is_inside: number;
  node_key: string | null;
  summary_hash: string | null;
}

interface EdgeRow {
  from_key: number;
  type: RelationType;
  to_key: number;
}

/** Reads a subtree in three scans within the current transaction. */
export function readSubtree(
  connection: SqliteConnection,
  rootIds: readonly string[],
  scope: SubtreeScope,
): Subtree {
  connection.statement(CLEAR_MEMBERS).run();
  if (scope === "all") connection.statement(COLLECT_ALL).run();
  else connection.statement(COLLECT_DESCENDANTS).run(JSON.stringify(rootIds));

  const edgeRows = [
    ...(connection.statement(SELECT_OUTGOING_EDGES).iterate() as Iterable<EdgeRow>),
    ...(connection.statement(SELECT_INCOMING_EDGES).iterate() as Iterable<EdgeRow>),
  ];
  const ends = new Set<number>();
  for (const edge of edgeRows) ends.add(edge.from_key).add(edge.to_key);

  const nodes: SubtreeNode[] = [];
  const positions = new Map<number, number>();
  const rows = connection.statement(SELECT_SUBTREE_NODES).iterate(JSON.stringify([...ends]));
  for (const row of rows as Iterable<SubtreeNodeRow>) {
    positions.set(row.key, nodes.length);
    nodes.push(toSubtreeNode(row));
  }
  const edges: SubtreeEdge[] = [];
  for (const { from_key, type, to_key } of edgeRows) {
    const from = positions.get(from_key);
    const to = positions.get(to_key);
    if (from !== undefined && to !== undefined) edges.push({ type, from, to });
  }
  connection.statement(CLEAR_MEMBERS).run();
  return { nodes, edges };
}

function toSubtreeNode(row: SubtreeNodeRow): SubtreeNode {
  const { node_key: nodeKey, summary_hash: summaryHash } = row;
  return {
    id: row.id,
    label: row.label,
    path: row.path,
    name: row.name,
    sourceHash: row.source_hash,
    isInside: row.is_inside === 1,
    documentation: nodeKey === null || summaryHash === null ? null : { nodeKey, summaryHash },
  };
}
