import type { CallOptions } from "@stemma/core";
import type { GraphStore, Relation, RelationType } from "@stemma/graph-store";

const IDS_PER_QUERY = 200;
/** A picture of more shows nothing. */
const MOST_RELATIONS = 5_000;

/** Relations of these types between nodes of a set, at most some thousands. */
export async function relationsAmong(
  graph: GraphStore,
  ids: readonly string[],
  types: readonly RelationType[],
  options: CallOptions = {},
): Promise<Relation[]> {
  const isMeant = new Set(ids);
  const found: Relation[] = [];
  for (let start = 0; start < ids.length && found.length < MOST_RELATIONS; start += IDS_PER_QUERY) {
    const fromIds = ids.slice(start, start + IDS_PER_QUERY);
    for (const relation of await graph.readRelations({ types, fromIds }, options))
      if (isMeant.has(relation.toId)) found.push(relation);
  }
  return found.slice(0, MOST_RELATIONS);
}
