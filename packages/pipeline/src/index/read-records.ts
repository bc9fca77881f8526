import type { CallOptions } from "@stemma/core";
import type { Documentation, GraphStore } from "@stemma/graph-store";
import { type IndexRecord, indexRecord } from "./index-record.js";

/** The records of documentation whose nodes are there, in the order of the documentation. */
export async function recordsOf(
  graph: GraphStore,
  documentation: readonly Documentation[],
  options: CallOptions = {},
): Promise<IndexRecord[]> {
  const ids = documentation.map(({ nodeId }) => nodeId);
  const nodes = await graph.readNodes({ ids }, options);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const relations = await graph.readRelations({ fromIds: ids }, options);
  const derived = new Set(
    relations.filter(({ fromId, toId }) => fromId !== toId).map(({ fromId }) => fromId),
  );
  return documentation.flatMap((written) => {
    const node = byId.get(written.nodeId);
    return node === undefined ? [] : [indexRecord(node, written, derived.has(node.id))];
  });
}

/** The records of all that is documented, in batches, without holding them in memory. */
export async function* streamRecords(
  graph: GraphStore,
  options: CallOptions = {},
): AsyncIterable<readonly IndexRecord[]> {
  for await (const batch of graph.streamDocumentation(options)) yield recordsOf(graph, batch, options);
}
