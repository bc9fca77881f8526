import type { NodeFilter } from "../graph-store.js";
import type { CodeNode } from "../model/code-node.js";
import { jsonList } from "./json-list.js";
import { readJsonRows } from "./json-rows.js";
import { NODE_CONDITIONS, ORDER_NODES, SELECT_NODES, SELECT_NODES_AS_JSON } from "./queries/node-queries.js";
import { type NodeRow, toCodeNode } from "./rows.js";
import { selectWhere } from "./select-where.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/** Most nodes of one JSON text, which with all their sources has to fit into one string. */
const JSON_LIMIT = 1_000;

/** The values of a {@link CodeNode} in the order of its fields. */
type NodeTuple = [
  id: string,
  label: CodeNode["label"],
  path: string,
  name: string,
  language: string | null,
  startLine: number | null,
  endLine: number | null,
  signature: string | null,
  docstring: string | null,
  source: string,
  sourceHash: string,
  kind: CodeNode["kind"] | null,
];

/** Reads nodes within the current transaction, ordered by id. */
export function readNodes(connection: SqliteConnection, filter: NodeFilter): CodeNode[] {
  const { ids, labels, paths, names } = filter;
  const isByIdOnly = labels === undefined && paths === undefined && names === undefined;
  if (ids !== undefined && isByIdOnly && ids.length <= JSON_LIMIT) return readById(connection, ids);
  const { sql, parameters } = selectWhere(SELECT_NODES, NODE_CONDITIONS, { ...filter }, ORDER_NODES);
  return readJsonRows<NodeRow>(connection.statement(sql), ...parameters).map(toCodeNode);
}

function readById(connection: SqliteConnection, ids: readonly string[]): CodeNode[] {
  const { rows } = connection.statement(SELECT_NODES_AS_JSON).get(jsonList(ids)) as { rows: string };
  return (JSON.parse(rows) as NodeTuple[]).map((row) => ({
    id: row[0],
    label: row[1],
    path: row[2],
    name: row[3],
    language: row[4],
    startLine: row[5],
    endLine: row[6],
    signature: row[7],
    docstring: row[8],
    source: row[9],
    sourceHash: row[10],
    ...(row[11] == null ? {} : { kind: row[11] }),
  }));
}
