import { NodeIdTakenError } from "../errors/node-id-taken-error.js";
import { RelationEndMissingError } from "../errors/relation-end-missing-error.js";
import type { GraphChanges } from "../graph-store.js";
import type { CodeNode, Relation, RelationType } from "../model/code-node.js";
import { type NodeMove, type TwoStepMove, toTwoStepMoves } from "../model/node-move.js";
import type { RunStatement } from "./neo4j-manager.js";
import {
  CHANGE_NODE_IDS,
  COPY_PATHS_TO_DOCUMENTATION,
  DELETE_NODES,
  DELETE_RELATIONS,
  FIND_MISSING_END,
  FIND_TAKEN_ID,
  UPSERT_NODES,
  UPSERT_RELATIONS,
} from "./queries/change-queries.js";

/** Rows of one statement: more gain nothing and take the server's memory. */
const CHUNK = 2_000;

/** Applies one scan's changes within a transaction, rows ordered by id against deadlocks. */
export async function writeChanges(run: RunStatement, changes: GraphChanges): Promise<void> {
  const movedIds = await moveNodes(run, changes.moveNodes ?? []);
  for (const ids of chunks(changes.deleteNodeIds ?? [])) await run(DELETE_NODES, { ids });
  for (const nodes of chunks(byId(changes.upsertNodes ?? []))) {
    await run(UPSERT_NODES, {
      rows: nodes.map((node) => ({ id: node.id, label: node.label, properties: toProperties(node) })),
    });
  }
  for (const ids of chunks(movedIds)) await run(COPY_PATHS_TO_DOCUMENTATION, { ids });
  for (const [type, relations] of byType(changes.deleteRelations ?? [])) {
    for (const chunk of chunks(relations)) await run(DELETE_RELATIONS[type], { rows: chunk.map(toRow) });
  }
  for (const [type, relations] of byType(changes.upsertRelations ?? [])) {
    for (const chunk of chunks(relations)) await upsertRelations(run, type, chunk);
  }
}

/** All leave their old ids before any takes its new one, so that nodes may change places. Gives the new ids. */
async function moveNodes(run: RunStatement, moves: readonly NodeMove[]): Promise<string[]> {
  const left: TwoStepMove[] = [];
  for (const chunk of chunks(toTwoStepMoves(moves))) {
    const rows = chunk.map(({ fromId, betweenId }) => ({ old_id: fromId, new_id: betweenId }));
    const found = new Set((await run(CHANGE_NODE_IDS, { rows })).map((row) => row["old_id"]));
    left.push(...chunk.filter(({ fromId }) => found.has(fromId)));
  }
  for (const chunk of chunks(left)) {
    const [taken] = await run(FIND_TAKEN_ID, { ids: chunk.map(({ toId }) => toId) });
    const refused = chunk.find(({ toId }) => toId === taken?.["id"]);
    if (refused !== undefined) throw new NodeIdTakenError(refused);
    await run(CHANGE_NODE_IDS, {
      rows: chunk.map(({ betweenId, toId }) => ({ old_id: betweenId, new_id: toId })),
    });
  }
  return left.map(({ toId }) => toId);
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

function byId(nodes: Iterable<CodeNode>): CodeNode[] {
  return [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function byType(relations: Iterable<Relation>): Map<RelationType, Relation[]> {
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
