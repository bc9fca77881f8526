import { RelationEndMissingError } from "../errors/relation-end-missing-error.js";
import type { GraphChanges } from "../graph-store.js";
import { DELETE_NODES, UPSERT_NODE } from "./queries/node-queries.js";
import { DELETE_RELATION, UPSERT_RELATION } from "./queries/relation-queries.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

/** Applies one scan's changes within the current transaction, in the order that {@link GraphChanges} documents. */
export function* writeChanges(connection: SqliteConnection, changes: GraphChanges): Steps<void> {
  for (const ids of slices(changes.deleteNodeIds ?? [], 500)) {
    connection.statement(DELETE_NODES).run(JSON.stringify(ids));
    yield;
  }
  const upsertNode = connection.statement(UPSERT_NODE);
  for (const node of changes.upsertNodes ?? []) {
    upsertNode.run(
      node.id,
      node.label,
      node.path,
      node.name,
      node.language,
      node.startLine,
      node.endLine,
      node.signature,
      node.docstring,
      node.source,
      node.sourceHash,
    );
    yield;
  }
  const deleteRelation = connection.statement(DELETE_RELATION);
  for (const relation of changes.deleteRelations ?? []) {
    deleteRelation.run(relation.type, relation.fromId, relation.toId);
    yield;
  }
  const upsertRelation = connection.statement(UPSERT_RELATION);
  for (const relation of changes.upsertRelations ?? []) {
    const { type, confidence, fromId, toId } = relation;
    if (upsertRelation.run(type, confidence, fromId, toId).changes === 0)
      throw new RelationEndMissingError(relation);
    yield;
  }
}

function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
