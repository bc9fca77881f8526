import { RelationEndMissingError } from "../errors/relation-end-missing-error.js";
import type { GraphChanges } from "../graph-store.js";
import type { CodeNode, Relation, RelationType } from "../model/code-node.js";
import type { RunStatement } from "./neo4j-manager.js";
import {
  DELETE_NODES,
  DELETE_RELATIONS,
  FIND_MISSING_END,
  UPSERT_NODES,
  UPSERT_RELATIONS,
} from "./queries/change-queries.js";

/** Rows of one statement: more gain nothing and take the server's memory. */
const CHUNK = 2_000;

/** Applies one scan's changes within a transaction, rows ordered by id against deadlocks. */
export async function writeChanges(run: RunStatement, changes: GraphChanges): Promise<void> {
  for (const ids of chunks(changes.deleteNodeIds ?? [])) await run(DELETE_NODES, { ids });
  for (const nodes of chunks(byId(changes.upsertNodes ?? []))) {
    await run(UPSERT_NODES, {
      rows: nodes.map((node) => ({ id: node.id, label: node.label, properties: toProperties(node) })),
    });
  }
  for (const [type, relations] of byType(changes.deleteRelations ?? [])) {
    for (const chunk of chunks(relations)) await run(DELETE_RELATIONS[type], { rows: chunk.map(toRow) });
  }
  for (const [type, relations] of byType(changes.upsertRelations ?? [])) {
    for (const chunk of chunks(relations)) await upsertRelations(run, type, chunk);
  }
}

async function upsertRelations(
  run: RunStatement,
  type: RelationType,
  relations: readonly Relation[],
): Promise<void> {
  const rows = relations.map(toRow);
  const [result] = await run(UPSERT_RELATIONS[type], { rows });
  if (result?.["written"] === rows.length) return;
  const [missing] = await run(FIND_MISSING_END, { rows });
  const relation = relations.find(
    ({ fromId, toId }) => fromId === missing?.["from_id"] && toId === missing["to_id"],
  );
  if (relation !== undefined) throw new RelationEndMissingError(relation);
}

function toProperties(node: CodeNode): Record<string, unknown> {
  return {
    id: node.id,
    path: node.path,
    name: node.name,
    language: node.language,
    start_line: node.startLine,
    end_line: node.endLine,
    signature: node.signature,
    docstring: node.docstring,
    source: node.source,
    source_hash: node.sourceHash,
  };
}

function toRow({ fromId, toId, confidence }: Relation): Record<string, unknown> {
  return { from_id: fromId, to_id: toId, confidence };
}

function byId(nodes: readonly CodeNode[]): CodeNode[] {
  return [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function byType(relations: readonly Relation[]): Map<RelationType, Relation[]> {
  const groups = new Map<RelationType, Relation[]>();
  const order = ({ fromId, toId }: Relation) => `${fromId}\n${toId}`;
  for (const relation of [...relations].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const group = groups.get(relation.type);
    if (group === undefined) groups.set(relation.type, [relation]);
    else group.push(relation);
  }
  return groups;
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
