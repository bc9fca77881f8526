import type { GraphStore, Relation } from "@stemma/graph-store";
import { type ReachedNode, type WalkOptions, walk } from "./walk-calls.js";

/** Longer ways than this say nothing to anyone. */
const MOST_STEPS = 20;

/** A way from one node to another. */
export interface CallPath {
  /** Each begins where the one before ends; `null` where there is no way within the bounds. */
  readonly steps: readonly Relation[] | null;
  /** Whether a bound was met before all ways had been tried. */
  readonly isCut: boolean;
}

/** The shortest way along calls from one function to another; of several the one over the most certain calls. */
export async function pathBetween(
  graph: GraphStore,
  fromId: string,
  toId: string,
  { depth = MOST_STEPS, mostNodes = 10_000, leastConfidence }: WalkOptions = {},
): Promise<CallPath> {
  if (fromId === toId) return { steps: [], isCut: false };
  const found = new Map<string, ReachedNode>();
  let isCut = false;
  let open = [fromId];
  for (let step = 0; step < depth && open.length > 0; step++) {
    const { reached } = await walk(
      graph,
      open,
      { types: ["CALLS"], along: "from" },
      { depth: 1, mostNodes, leastConfidence },
    );
    const fresh = reached.filter(({ id }) => id !== fromId && !found.has(id));
    for (const one of fresh) found.set(one.id, one);
    if (found.has(toId)) return { steps: wayTo(toId, fromId, found), isCut };
    isCut ||= found.size >= mostNodes;
    if (isCut) break;
    open = fresh.map(({ id }) => id);
  }
  return { steps: null, isCut: isCut || open.length > 0 };
}

function wayTo(toId: string, fromId: string, found: ReadonlyMap<string, ReachedNode>): Relation[] {
  const steps: Relation[] = [];
  for (let id = toId; id !== fromId; ) {
    const by = found.get(id)?.by;
    if (by === undefined) break;
    steps.unshift(by);
    id = by.fromId;
  }
  return steps;
}
