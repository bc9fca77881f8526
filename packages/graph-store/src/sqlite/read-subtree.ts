import type { NodeLabel, RelationType } from "../model/code-node.js";
import {
  ofKind,
  type Subtree,
  type SubtreeEdge,
  type SubtreeNode,
  type SubtreeScope,
} from "../model/subtree.js";
import { jsonList } from "./json-list.js";
import {
  CLEAR_MEMBERS,
  COLLECT_ALL,
  COLLECT_DESCENDANTS,
  SELECT_INCOMING_EDGES,
  SELECT_MEMBER_NODES,
  SELECT_OUTGOING_EDGES,
  SELECT_OUTSIDE_NODES,
  SELECT_PAGE_END,
} from "./queries/subtree-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/** Members read in one statement. */
const PAGE_SIZE = 10_000;

type NodeRow = [
  key: number,
  id: string,
  label: NodeLabel,
  path: string,
  name: string,
  sourceHash: string,
  nodeKey: string | null,
  summaryHash: string | null,
  kind: string | null,
];

type EdgeRow = [fromKey: number, type: RelationType, toKey: number];

/** Reads a subtree page by page within the current transaction. */
export function readSubtree(
  connection: SqliteConnection,
  rootIds: readonly string[],
  scope: SubtreeScope,
): Subtree {
  connection.statement(CLEAR_MEMBERS).run();
  if (scope === "all") connection.statement(COLLECT_ALL).run();
  else connection.statement(COLLECT_DESCENDANTS).run(jsonList(rootIds));

  const keyed: { readonly key: number; readonly node: SubtreeNode }[] = [];
  const edgeRows: EdgeRow[] = [];
  for (const page of pages(connection)) {
    for (const row of readRows<NodeRow>(connection, SELECT_MEMBER_NODES, page))
      keyed.push(toKeyedNode(row, true));
    for (const row of readRows<EdgeRow>(connection, SELECT_OUTGOING_EDGES, page)) edgeRows.push(row);
    for (const row of readRows<EdgeRow>(connection, SELECT_INCOMING_EDGES, page)) edgeRows.push(row);
  }
  const insideKeys = new Set(keyed.map(({ key }) => key));
  const outsideKeys = new Set(
    edgeRows.flatMap(([from, , to]) => [from, to]).filter((key) => !insideKeys.has(key)),
  );
  const outside = readRows<NodeRow>(connection, SELECT_OUTSIDE_NODES, [JSON.stringify([...outsideKeys])]);
  for (const row of outside) keyed.push(toKeyedNode(row, false));
  connection.statement(CLEAR_MEMBERS).run();

  keyed.sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  const positions = new Map(keyed.map(({ key }, position) => [key, position]));
  const edges: SubtreeEdge[] = [];
  for (const [fromKey, type, toKey] of edgeRows) {
    const from = positions.get(fromKey);
    const to = positions.get(toKey);
    if (from !== undefined && to !== undefined) edges.push({ type, from, to });
  }
  return { nodes: keyed.map(({ node }) => node), edges };
}

/** The parameters of one page after the other. */
function* pages(connection: SqliteConnection): Generator<[after: number, limit: number]> {
  for (let after = -1; ; ) {
    const { end } = connection.statement(SELECT_PAGE_END).get(after, PAGE_SIZE) as { end: number | null };
    if (end === null) return;
    yield [after, PAGE_SIZE];
    after = end;
  }
}

function readRows<R>(
  connection: SqliteConnection,
  sql: string,
  parameters: readonly (number | string)[],
): R[] {
  const { rows } = connection.statement(sql).get(...parameters) as { rows: string };
  return JSON.parse(rows) as R[];
}

function toKeyedNode(row: NodeRow, isInside: boolean): { key: number; node: SubtreeNode } {
  const [key, id, label, path, name, sourceHash, nodeKey, summaryHash, kind] = row;
  const documentation = nodeKey === null || summaryHash === null ? null : { nodeKey, summaryHash };
  return { key, node: { id, label, path, name, sourceHash, ...ofKind(kind), isInside, documentation } };
}
