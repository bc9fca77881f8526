import type { CodeNode, NodeOutline } from "../model/code-node.js";
import { SELECT_OUTLINE } from "./queries/node-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/** Nodes of one JSON text: far below the longest string, whatever their ids. */
const PAGE = 10_000;

/** The values of a {@link NodeOutline} in the order of its fields. */
type OutlineTuple = [
  id: string,
  label: CodeNode["label"],
  path: string,
  name: string,
  language: string | null,
  startLine: number | null,
  endLine: number | null,
  kind: CodeNode["kind"] | null,
];

/** Reads all nodes without their texts within the current transaction, ordered by id. */
export function readOutline(connection: SqliteConnection): NodeOutline[] {
  const statement = connection.statement(SELECT_OUTLINE);
  const found: NodeOutline[] = [];
  for (;;) {
    const { rows } = statement.get(PAGE, found.length) as { rows: string };
    const page = JSON.parse(rows) as OutlineTuple[];
    for (const [id, label, path, name, language, startLine, endLine, kind] of page)
      found.push({ id, label, path, name, language, startLine, endLine, ...(kind == null ? {} : { kind }) });
    if (page.length < PAGE) return found;
  }
}
