import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { CodeNode, Documentation, GraphStore } from "@stemma/graph-store";
import { type IndexRecord, indexRecord } from "./index-record.js";

/** How records are read. */
export interface ReadRecordsOptions extends CallOptions {
  /** Texts that stand in place of what was made, by id. */
  readonly ofPeople?: ReadonlyMap<string, string> | undefined;
  /** Is shown each node that is documented. */
  readonly onNode?: ((node: CodeNode) => void) | undefined;
}

/** The records of documentation whose nodes are there, in the order of the documentation. */
export async function recordsOf(
  graph: GraphStore,
  documentation: readonly Documentation[],
  { ofPeople, onNode, ...options }: ReadRecordsOptions = {},
): Promise<IndexRecord[]> {
  const ids = documentation.map(({ nodeId }) => nodeId);
  const nodes = await graph.readNodes({ ids }, options);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const relations = await graph.readRelations({ fromIds: ids }, options);
  const derived = new Set(
    relations.filter(({ fromId, toId }) => fromId !== toId).map(({ fromId }) => fromId),
  );
  const calls = new Map<string, string[]>();
  for (const { type, fromId, toId } of relations)
    if (type === "CALLS") calls.set(fromId, [...(calls.get(fromId) ?? []), toId]);
  for (const node of nodes) onNode?.(node);
  return documentation.flatMap((written) => {
    const node = byId.get(written.nodeId);
    if (node === undefined) return [];
    return [indexRecord(node, inWordsOf(ofPeople, written), derived.has(node.id), calls.get(node.id))];
  });
}

/** The documentation with a person's text, where there is one. */
export function inWordsOf(
  people: ReadonlyMap<string, string> | undefined,
  written: Documentation,
): Documentation {
  const text = people?.get(written.nodeId);
  if (text === undefined) return written;
  // What was made stands on something, not what a person wrote.
  return withoutUndefined({ ...written, text, provider: "person", grounding: undefined });
}

/** The records of all that is documented, in batches, without holding them in memory. */
export async function* streamRecords(
  graph: GraphStore,
  options: ReadRecordsOptions = {},
): AsyncIterable<readonly IndexRecord[]> {
  for await (const batch of graph.streamDocumentation(options)) yield recordsOf(graph, batch, options);
}
