import type { Subtree, SubtreeEdge, SubtreeNode, SubtreeScope } from "../model/subtree.js";
import { idParameters } from "./foreign-ids.js";
import type { Row, RunStatement } from "./neo4j-manager.js";
import {
  ALL_EDGES,
  ALL_NODES,
  DESCENDANT_EDGES_IN,
  DESCENDANT_EDGES_OUT,
  DESCENDANT_NODES,
  NODES_BY_KEYS,
} from "./queries/subtree-queries.js";

/** Reads a subtree in three scans and the far ends of its edges; edges come by the database's own keys. */
export async function readSubtree(
  run: RunStatement,
  rootIds: readonly string[],
  scope: SubtreeScope,
): Promise<Subtree> {
  const roots = idParameters(rootIds);
  const isAll = scope === "all";
  const inside = await run(isAll ? ALL_NODES : DESCENDANT_NODES, isAll ? {} : roots);
  const edgeRows = await run(isAll ? ALL_EDGES : DESCENDANT_EDGES_OUT, isAll ? {} : roots);
  const insideKeys = new Set(inside.map((row) => row["key"]));
  if (!isAll) {
    const incoming = await run(DESCENDANT_EDGES_IN, roots);
    edgeRows.push(...incoming.filter((edge) => !insideKeys.has(edge["from_key"])));
  }
  const outsideKeys = new Set(
    edgeRows.flatMap((edge) => [edge["from_key"], edge["to_key"]]).filter((key) => !insideKeys.has(key)),
  );
  const outside = outsideKeys.size === 0 ? [] : await run(NODES_BY_KEYS, { keys: [...outsideKeys] });
  const rows = [...inside, ...outside].sort((a, b) => (String(a["id"]) < String(b["id"]) ? -1 : 1));
  const positions = new Map(rows.map((row, position) => [row["key"], position]));
  const edges: SubtreeEdge[] = [];
  for (const edge of edgeRows) {
    const from = positions.get(edge["from_key"]);
    const to = positions.get(edge["to_key"]);
    // An end may have been deleted between the scans.
    if (from !== undefined && to !== undefined)
      edges.push({ type: edge["type"] as SubtreeEdge["type"], from, to });
  }
  return { nodes: rows.map((row) => toSubtreeNode(row, insideKeys.has(row["key"]))), edges };
}

function toSubtreeNode(row: Row, isInside: boolean): SubtreeNode {
  const { node_key: nodeKey, summary_hash: summaryHash } = row;
  return {
    id: row["id"],
    label: row["label"],
    path: row["path"],
    name: row["name"],
    sourceHash: row["source_hash"],
    isInside,
    documentation: nodeKey === null || summaryHash === null ? null : { nodeKey, summaryHash },
  } as SubtreeNode;
}
