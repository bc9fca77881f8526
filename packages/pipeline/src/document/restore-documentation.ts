import { createHash } from "node:crypto";
import type { ChromaCollection } from "@stemma/chroma";
import { type CallOptions, type Clock, systemClock } from "@stemma/core";
import type { Documentation, GraphStore } from "@stemma/graph-store";
import type { IndexMetadata } from "../index/index-record.js";

const PAGE = 1_000;

/**
 * Gives the graph the documentation that the index holds, where the graph has none or has another one: after the index was
 * brought to another commit of its history, or came from a clone. Whether it fits the source is then decided by its key, as
 * with any documentation, so nothing is documented again that ever was. Returns how many it gave.
 */
export async function restoreDocumentation(
  graph: GraphStore,
  collection: ChromaCollection,
  options: CallOptions & { readonly clock?: Clock } = {},
): Promise<number> {
  const { clock = systemClock, ...call } = options;
  let restored = 0;
  const session = await graph.openSession(call);
  try {
    for (let offset = 0; ; offset += PAGE) {
      const page = await collection.get({ limit: PAGE, offset, include: ["documents", "metadatas"] }, call);
      const held = page.ids.flatMap((id, position) => {
        const metadata = page.metadatas[position] as Partial<IndexMetadata> | null | undefined;
        return documentationOf(id, page.documents[position] ?? null, metadata ?? {}, clock.now());
      });
      const nodeIds = held.map(({ nodeId }) => nodeId);
      const nodes = new Set((await graph.readNodes({ ids: nodeIds }, call)).map(({ id }) => id));
      const known = await graph.readDocumentation({ nodeIds }, call);
      const keys = new Map(known.map(({ nodeId, nodeKey }) => [nodeId, nodeKey]));
      const wanted = held.filter(({ nodeId, nodeKey }) => nodes.has(nodeId) && keys.get(nodeId) !== nodeKey);
      if (wanted.length > 0) await session.record({ documentation: wanted }, call);
      restored += wanted.length;
      if (page.ids.length < PAGE) return restored;
    }
  } finally {
    await session.close();
  }
}

/** Nothing for a record that an earlier version wrote, or someone else. */
function documentationOf(
  nodeId: string,
  text: string | null,
  metadata: Partial<IndexMetadata>,
  createdAtMs: number,
): Documentation[] {
  const { node_key: nodeKey, summary, provider, model, partial: isPartial } = metadata;
  if (text === null || nodeKey === undefined || summary === undefined) return [];
  if (provider === undefined || model === undefined || isPartial === undefined) return [];
  const hashes = { textHash: sha256(text), summaryHash: sha256(summary) };
  return [{ nodeId, text, summary, ...hashes, nodeKey, provider, model, isPartial, createdAtMs }];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
