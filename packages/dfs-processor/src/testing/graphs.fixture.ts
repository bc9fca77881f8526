import { createHash } from "node:crypto";
import type { CodeNode, GraphStore, NodeLabel, Relation, RelationType } from "@stemma/graph-store";

/** `"file"` is a FILE, `"file#symbol"` a FUNCTION; its source is given or made up from its id. */
export function codeNode(id: string, source = `source of ${id}`, label?: NodeLabel): CodeNode {
  const [path = id, symbol] = id.split("#");
  return {
    id,
    label: label ?? (symbol === undefined ? "FILE" : "FUNCTION"),
    path,
    name: symbol ?? path.split("/").at(-1) ?? path,
    language: "python",
    startLine: 1,
    endLine: 2,
    signature: null,
    docstring: null,
    source,
    sourceHash: createHash("sha256").update(source).digest("hex"),
  };
}

/** `"a CALLS b"` */
export function relation(text: string): Relation {
  const [fromId = "", type = "", toId = ""] = text.split(" ");
  return { type: type as RelationType, fromId, toId, confidence: 1 };
}

/** Writes the nodes that the relations name, and the others given. */
export async function writeGraph(
  graph: GraphStore,
  relations: readonly string[],
  ids: readonly string[] = [],
) {
  const edges = relations.map(relation);
  const all = new Set([...edges.flatMap((edge) => [edge.fromId, edge.toId]), ...ids]);
  await graph.applyChanges({
    upsertNodes: Array.from(all, (id) => codeNode(id)),
    upsertRelations: edges,
  });
}

/** Nothing of any session is left. */
export async function sessionResidue(graph: GraphStore): Promise<number> {
  const { sessions, processingStates } = await graph.readStatistics();
  return sessions + processingStates;
}
