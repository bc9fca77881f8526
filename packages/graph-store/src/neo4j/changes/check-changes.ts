import { NodeIdTakenError } from "../../errors/node-id-taken-error.js";
import { RelationEndMissingError } from "../../errors/relation-end-missing-error.js";
import type { GraphChanges } from "../../graph-store.js";
import type { Row } from "../neo4j-manager.js";
import { SELECT_EXISTING_IDS } from "../queries/change-queries.js";

/** Ids asked for in one query. */
const IDS_AT_ONCE = 10_000;

/**
 * Refuses changes that can't be applied, before any of them is: moves onto the ids of nodes that stay, relations without an
 * end. Ids that the changes bring along themselves are not asked for.
 */
export async function checkChanges(
  run: (query: string, parameters: Row) => Promise<Row[]>,
  changes: GraphChanges,
): Promise<void> {
  const moves = (changes.moveNodes ?? []).filter(({ fromId, toId }) => fromId !== toId);
  const moved = await readExisting(
    run,
    moves.flatMap(({ fromId, toId }) => [fromId, toId]),
  );
  const real = moves.filter(({ fromId }) => moved.has(fromId));
  const left = new Set(real.map(({ fromId }) => fromId));
  for (const move of real) if (moved.has(move.toId) && !left.has(move.toId)) throw new NodeIdTakenError(move);

  const arrived = new Set(real.map(({ toId }) => toId));
  const deleted = new Set(changes.deleteNodeIds ?? []);
  const written = new Set<string>();
  for (const { id } of changes.upsertNodes ?? []) written.add(id);
  const isBrought = (id: string): boolean => written.has(id) || (arrived.has(id) && !deleted.has(id));
  const asked = new Set<string>();
  for (const { fromId, toId } of changes.upsertRelations ?? []) {
    for (const id of [fromId, toId]) if (!isBrought(id)) asked.add(id);
  }
  const existing = await readExisting(run, [...asked]);
  const isThere = (id: string): boolean =>
    isBrought(id) || (existing.has(id) && !deleted.has(id) && !left.has(id));
  for (const relation of changes.upsertRelations ?? []) {
    if (!isThere(relation.fromId) || !isThere(relation.toId)) throw new RelationEndMissingError(relation);
  }
}

async function readExisting(
  run: (query: string, parameters: Row) => Promise<Row[]>,
  ids: readonly string[],
): Promise<Set<string>> {
  const existing = new Set<string>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    for (const row of await run(SELECT_EXISTING_IDS, { ids: ids.slice(start, start + IDS_AT_ONCE) }))
      existing.add(row["id"] as string);
  }
  return existing;
}
