import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline, Relation, RelationType } from "@stemma/graph-store";
import { membersOf } from "./members-of.js";

/** A node near another one. */
export interface Neighbour {
  readonly node: NodeOutline;
  /** Relations between it and the beginning; 0 for what that is and defines. */
  readonly hops: number;
}

/** What stands around a node, whichever way relations lead. */
export interface Neighbourhood {
  readonly from: NodeOutline;
  /** The beginning first, then by hops, the surest relations first, then by id. */
  readonly nodes: readonly Neighbour[];
  /** Calls, inheritance and imports among these nodes, by id. */
  readonly relations: readonly Relation[];
  /** There is more within these hops than was asked for. */
  readonly isCut: boolean;
}

/** How far, and how much. */
export interface NeighbourhoodLimits {
  readonly hops: number;
  /** Most nodes, the beginning among them. */
  readonly limit: number;
}

const TYPES: readonly RelationType[] = ["CALLS", "INHERITS", "IMPORTS"];
/** Ids of one query. */
const IDS_PER_QUERY = 200;

/** Hop by hop; what it holds of nodes is bounded by `limit`, whatever the graph. */
export async function neighbourhoodOf(
  graph: GraphStore,
  from: NodeOutline,
  { hops, limit }: NeighbourhoodLimits,
  options: CallOptions = {},
): Promise<Neighbourhood> {
  const outline = await graph.readOutline(options);
  const known = new Map(outline.map((node) => [node.id, node]));
  const members = membersOf(outline, from).filter(({ id }) => id !== from.id);
  const nodes: Neighbour[] = [from, ...members].slice(0, limit).map((node) => ({ node, hops: 0 }));
  const seen = new Set(nodes.map(({ node }) => node.id));
  let isCut = members.length + 1 > limit;
  let open = [...seen];
  for (let hop = 1; hop <= hops && open.length > 0; hop++) {
    const found = await besides(graph, open, seen, options);
    const next = [...found].sort(([one, sure], [other, surer]) => surer - sure || (one < other ? -1 : 1));
    open = [];
    for (const [id] of next) {
      const node = known.get(id);
      if (node === undefined) continue;
      if (nodes.length === limit) {
        isCut = true;
        break;
      }
      nodes.push({ node, hops: hop });
      seen.add(id);
      open.push(id);
    }
  }
  return { from, nodes, relations: await relationsAmong(graph, seen, options), isCut };
}

/** Ids beside these, with how sure the surest relation to each is. */
async function besides(
  graph: GraphStore,
  ids: readonly string[],
  seen: ReadonlySet<string>,
  options: CallOptions,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const note = (id: string, confidence: number): void => {
    if (!seen.has(id)) found.set(id, Math.max(confidence, found.get(id) ?? 0));
  };
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const some = ids.slice(start, start + IDS_PER_QUERY);
    for (const { toId, confidence } of await graph.readRelations({ types: TYPES, fromIds: some }, options))
      note(toId, confidence);
    for (const { fromId, confidence } of await graph.readRelations({ types: TYPES, toIds: some }, options))
      note(fromId, confidence);
  }
  return found;
}

async function relationsAmong(
  graph: GraphStore,
  among: ReadonlySet<string>,
  options: CallOptions,
): Promise<Relation[]> {
  const ids = [...among];
  const relations: Relation[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const fromIds = ids.slice(start, start + IDS_PER_QUERY);
    const found = await graph.readRelations({ types: TYPES, fromIds }, options);
    relations.push(...found.filter(({ fromId, toId }) => fromId !== toId && among.has(toId)));
  }
  const keyOf = ({ fromId, toId, type }: Relation): string => JSON.stringify([fromId, toId, type]);
  return relations.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
