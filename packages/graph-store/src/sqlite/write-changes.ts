import { NodeIdTakenError } from "../errors/node-id-taken-error.js";
import { RelationEndMissingError } from "../errors/relation-end-missing-error.js";
import type { GraphChanges } from "../graph-store.js";
import { type NodeMove, type TwoStepMove, toTwoStepMoves } from "../model/node-move.js";
import { bindText, bindTextOrNull } from "./bind-text.js";
import { jsonList } from "./json-list.js";
import { CHANGE_NODE_ID, DELETE_NODES, SELECT_NODE_KEY, UPSERT_NODE } from "./queries/node-queries.js";
import { DELETE_RELATION, UPSERT_RELATION } from "./queries/relation-queries.js";
import { slices } from "./slices.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

/** Applies one scan's changes within the current transaction, in the order that {@link GraphChanges} documents. */
export function* writeChanges(connection: SqliteConnection, changes: GraphChanges): Steps<void> {
  yield* moveNodes(connection, changes.moveNodes ?? []);
  for (const ids of slices(changes.deleteNodeIds ?? [], 500)) {
    connection.statement(DELETE_NODES).run(jsonList(ids));
    yield;
  }
  const upsertNode = connection.statement(UPSERT_NODE);
  for (const node of changes.upsertNodes ?? []) {
    upsertNode.run(
      bindText(node.id),
      node.label,
      bindText(node.path),
      bindText(node.name),
      node.language,
      node.startLine,
      node.endLine,
      bindTextOrNull(node.signature),
      bindTextOrNull(node.docstring),
      bindText(node.source),
      node.sourceHash,
      node.kind ?? null,
    );
    yield;
  }
  const deleteRelation = connection.statement(DELETE_RELATION);
  for (const relation of changes.deleteRelations ?? []) {
    deleteRelation.run(relation.type, bindText(relation.fromId), bindText(relation.toId));
    yield;
  }
  const upsertRelation = connection.statement(UPSERT_RELATION);
  for (const relation of changes.upsertRelations ?? []) {
    const { type, confidence, lines, fromId, toId } = relation;
    const kept = lines === undefined ? null : JSON.stringify(lines);
    if (upsertRelation.run(type, confidence, kept, bindText(fromId), bindText(toId)).changes === 0)
      throw new RelationEndMissingError(relation);
    yield;
  }
}

/** All leave their old ids before any takes its new one, so that nodes may change places. */
function* moveNodes(connection: SqliteConnection, moves: readonly NodeMove[]): Steps<void> {
  const changeId = connection.statement(CHANGE_NODE_ID);
  const left: TwoStepMove[] = [];
  for (const move of toTwoStepMoves(moves)) {
    if (changeId.run(bindText(move.betweenId), bindText(move.fromId)).changes === 1) left.push(move);
    yield;
  }
  for (const move of left) {
    const taken: unknown = connection.statement(SELECT_NODE_KEY).get(bindText(move.toId));
    if (taken !== undefined) throw new NodeIdTakenError(move);
    changeId.run(bindText(move.toId), bindText(move.betweenId));
    yield;
  }
}
