import { createHash } from "node:crypto";
import type { ChromaCollection } from "@stemma/chroma";
import { type CallOptions, type Clock, systemClock } from "@stemma/core";
import type { Documentation, GraphSession, GraphStore } from "@stemma/graph-store";
import type { Repository } from "@stemma/versions";
import { type IndexMetadata, metadataOf } from "../index/index-record.js";

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
      restored += (await giveBack(graph, session, held, call)).restored;
      if (page.ids.length < PAGE) return restored;
    }
  } finally {
    await session.close();
  }
}

/** What a commit holds of a graph's documentation. */
export interface CommittedDocumentation {
  readonly repository: Repository;
  readonly collection: string;
  /** What the graph agrees with already; `undefined` where that is not known. */
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * As {@link restoreDocumentation}, from the history: only what differs between two commits is read. `isWhole`: the graph has every
 * node of which there was documentation to be given.
 */
export async function restoreCommitted(
  graph: GraphStore,
  { repository, collection: name, from, to }: CommittedDocumentation,
  options: CallOptions & { readonly clock?: Clock } = {},
): Promise<{ readonly restored: number; readonly isWhole: boolean }> {
  const { clock = systemClock, ...call } = options;
  const collection = (await repository.readCollections(to, call)).find((each) => each.name === name);
  let restored = 0;
  let isWhole = true;
  if (collection === undefined) return { restored, isWhole };
  // A commit that was known may be gone.
  const diff = from === undefined ? null : await repository.diff(from, to, call).catch(() => null);
  const changed = diff?.documents.filter((each) => each.collection === collection.id && each.to !== null);
  const ids = changed?.map(({ id }) => id);
  if (ids?.length === 0) return { restored, isWhole };
  const session = await graph.openSession(call);
  try {
    const selection = { collection: collection.id, ids };
    for await (const rows of repository.readDocuments(to, selection, call)) {
      const held = rows.flatMap((row) => documentationOf(row.id, row.document, metadataOf(row), clock.now()));
      const given = await giveBack(graph, session, held, call);
      restored += given.restored;
      isWhole &&= given.isWhole;
    }
    return { restored, isWhole };
  } finally {
    await session.close();
  }
}

async function giveBack(
  graph: GraphStore,
  session: GraphSession,
  held: readonly Documentation[],
  call: CallOptions,
): Promise<{ readonly restored: number; readonly isWhole: boolean }> {
  const nodeIds = held.map(({ nodeId }) => nodeId);
  const nodes = new Set((await graph.readNodes({ ids: nodeIds }, call)).map(({ id }) => id));
  const known = await graph.readDocumentation({ nodeIds }, call);
  const keys = new Map(known.map(({ nodeId, nodeKey }) => [nodeId, nodeKey]));
  const wanted = held.filter(({ nodeId, nodeKey }) => nodes.has(nodeId) && keys.get(nodeId) !== nodeKey);
  if (wanted.length > 0) await session.record({ documentation: wanted }, call);
  return { restored: wanted.length, isWhole: held.every(({ nodeId }) => nodes.has(nodeId)) };
}

/** Nothing for a record that an earlier version wrote, or someone else. */
function documentationOf(
  nodeId: string,
  text: string | null,
  metadata: Partial<IndexMetadata>,
  createdAtMs: number,
): Documentation[] {
  const { node_key: nodeKey, summary, provider, model, partial: isPartial, grounding } = metadata;
  if (text === null || nodeKey === undefined || summary === undefined) return [];
  if (provider === undefined || model === undefined || isPartial === undefined) return [];
  const hashes = { textHash: sha256(text), summaryHash: sha256(summary) };
  const stands = typeof grounding === "string" ? { grounding } : {};
  return [{ nodeId, text, summary, ...hashes, nodeKey, provider, model, isPartial, createdAtMs, ...stands }];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
