import type { GraphStore, Relation, RelationType } from "@stemma/graph-store";

/** Ids of one query: a walk asks for the relations of many nodes at once. */
const IDS_PER_QUERY = 200;

/** Bounds of a walk along relations; everything has a default. */
export interface WalkOptions {
  /** Steps away from where it begins. Default: 1. */
  readonly depth?: number | undefined;
  /** Nodes that are found at most. Default: 1,000. */
  readonly mostNodes?: number | undefined;
  /** Candidates that are less certain are passed over, 0 to 1. Default: 0, all. */
  readonly leastConfidence?: number | undefined;
}

/** A node that a walk came to, with the first way that led there. */
export interface ReachedNode {
  readonly id: string;
  /** Steps from where the walk began. */
  readonly depth: number;
  /** The last step of the way. */
  readonly by: Relation;
}

/** What a walk found. */
export interface Walk {
  /** By depth, then in the order of their ids. */
  readonly reached: readonly ReachedNode[];
  /** Whether there may be more, beyond a bound. */
  readonly isCut: boolean;
}

/** Which way a walk goes along relations, and along which. */
export interface WalkDirection {
  readonly types: readonly RelationType[];
  /** `from`: from callers to callees; `to`: the other way. */
  readonly along: "from" | "to";
}

/** Walks from nodes along relations, step by step; what it holds is bounded by `mostNodes`, whatever the graph. */
export async function walk(
  graph: GraphStore,
  startIds: readonly string[],
  { types, along }: WalkDirection,
  { depth = 1, mostNodes = 1_000, leastConfidence = 0 }: WalkOptions,
): Promise<Walk> {
  const seen = new Set(startIds);
  const reached: ReachedNode[] = [];
  let open: readonly string[] = [...startIds];
  for (let step = 1; step <= depth && open.length > 0; step++) {
    const next = new Map<string, Relation>();
    for (let start = 0; start < open.length; start += IDS_PER_QUERY) {
      const ids = open.slice(start, start + IDS_PER_QUERY);
      const filter = along === "from" ? { types, fromIds: ids } : { types, toIds: ids };
      for (const relation of await graph.readRelations(filter)) {
        const id = along === "from" ? relation.toId : relation.fromId;
        if (relation.confidence < leastConfidence || seen.has(id)) continue;
        const known = next.get(id);
        if (known === undefined || known.confidence < relation.confidence) next.set(id, relation);
      }
    }
    const found = [...next].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [id, by] of found) {
      if (reached.length === mostNodes) return { reached, isCut: true };
      seen.add(id);
      reached.push({ id, depth: step, by });
    }
    open = found.map(([id]) => id);
  }
  return { reached, isCut: open.length > 0 && (await hasMore(graph, open, seen, { types, along })) };
}

/** Whether anything lies beyond the last step. */
async function hasMore(
  graph: GraphStore,
  open: readonly string[],
  seen: ReadonlySet<string>,
  { types, along }: WalkDirection,
): Promise<boolean> {
  for (let start = 0; start < open.length; start += IDS_PER_QUERY) {
    const ids = open.slice(start, start + IDS_PER_QUERY);
    const filter = along === "from" ? { types, fromIds: ids } : { types, toIds: ids };
    const relations = await graph.readRelations(filter);
    if (relations.some(({ fromId, toId }) => !seen.has(along === "from" ? toId : fromId))) return true;
  }
  return false;
}
