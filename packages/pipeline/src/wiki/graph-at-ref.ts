import type { CallOptions } from "@stemma/core";
import {
  type CodeNode,
  type Documentation,
  type GraphStore,
  type NodeLabel,
  type Relation,
  SqliteGraphStore,
} from "@stemma/graph-store";
import type { SyncManager } from "@stemma/versions";
import { type IndexMetadata, metadataOf } from "../index/index-record.js";

/** A version of the documentation of a tree. */
export interface VersionOfTree {
  readonly versions: SyncManager;
  readonly collection: string;
  readonly ref: string;
}

/**
 * A graph in memory of what the history has of a tree as of a ref: nodes, texts, and who calls whom. Sources, imports and bases
 * are not in the history.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 */
export async function graphAtRef(
  { versions, collection: name, ref }: VersionOfTree,
  options: CallOptions,
): Promise<GraphStore> {
  const { repository } = versions;
  const commit = await versions.resolve(ref, options);
  const graph = await SqliteGraphStore.open(":memory:");
  const collection = (await repository.readCollections(commit, options)).find((each) => each.name === name);
  if (collection === undefined) return graph;
  const relations: Relation[] = [];
  const session = await graph.openSession(options);
  for await (const rows of repository.readDocuments(commit, { collection: collection.id }, options)) {
    const records = rows.flatMap((row) => {
      const metadata = metadataOf(row);
      return isOfTree(metadata) ? [{ id: row.id, text: row.document ?? "", metadata }] : [];
    });
    await graph.applyChanges({ upsertNodes: records.map(toNode) }, options);
    await session.record({ documentation: records.map(toDocumentation) }, options);
    for (const { id, metadata } of records)
      for (const toId of metadata.calls ?? [])
        relations.push({ type: "CALLS", fromId: id, toId, confidence: 1 });
  }
  await session.close();
  const ids = new Set((await graph.readOutline(options)).map(({ id }) => id));
  await graph.applyChanges({ upsertRelations: relations.filter(({ toId }) => ids.has(toId)) }, options);
  return graph;
}

type TreeMetadata = Pick<IndexMetadata, "path" | "line" | "name" | "kind"> & Partial<IndexMetadata>;

interface TreeRecord {
  readonly id: string;
  readonly text: string;
  readonly metadata: TreeMetadata;
}

/** Others may have put records beside ours. */
function isOfTree(metadata: Partial<IndexMetadata>): metadata is TreeMetadata {
  return metadata.path !== undefined && metadata.name !== undefined && metadata.kind !== undefined;
}

function toNode({ id, metadata }: TreeRecord): CodeNode {
  const { path, line, name, kind, signature = null } = metadata;
  const isSymbol = kind !== "FOLDER" && kind !== "FILE";
  return {
    id,
    label: kind as NodeLabel,
    path,
    name,
    language: null,
    startLine: isSymbol ? line : null,
    endLine: isSymbol ? line : null,
    signature,
    docstring: null,
    source: "",
    sourceHash: "",
  };
}

function toDocumentation({ id, text, metadata }: TreeRecord): Documentation {
  const {
    summary = "",
    provider = "",
    model = "",
    node_key: nodeKey = "",
    partial: isPartial = false,
  } = metadata;
  return {
    nodeId: id,
    text,
    summary,
    textHash: "",
    summaryHash: "",
    nodeKey,
    provider,
    model,
    isPartial,
    createdAtMs: 0,
  };
}
