import type { GraphStore, RelationType } from "@stemma/graph-store";
import { isBelow } from "./is-below.js";

const IDS_PER_QUERY = 500;

/** Bounds of a question about a whole graph. */
export interface CyclesOptions {
  /** Default: `IMPORTS`, circles of files. */
  readonly type?: Extract<RelationType, "IMPORTS" | "CALLS" | "INHERITS"> | undefined;
  /** Candidates that are less certain are passed over. Default: 0.6. */
  readonly leastConfidence?: number | undefined;
  /** Only circles with something below this folder, or in this file. Default: all. */
  readonly below?: string | undefined;
  /** Circles that are listed at most. Default: 1,000. */
  readonly mostCycles?: number | undefined;
}

/** Groups of nodes each of which leads to all others of its group. */
export interface Cycles {
  /** The largest first, each in the order of its ids; a node that leads to itself alone is none. */
  readonly groups: readonly (readonly string[])[];
  readonly isCut: boolean;
}

/** Finds what goes round in circles. Holds two numbers an edge: a million of them take some megabytes. */
export async function cyclesIn(
  graph: GraphStore,
  { type = "IMPORTS", leastConfidence = 0.6, below = ".", mostCycles = 1_000 }: CyclesOptions = {},
): Promise<Cycles> {
  const outline = await graph.readOutline();
  const ids = outline.map(({ id }) => id);
  const numberOf = new Map(ids.map((id, number) => [id, number]));
  const targets: Int32Array[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const open: number[][] = [];
    for (const { fromId, toId, confidence } of await graph.readRelations({
      types: [type],
      fromIds: ids.slice(start, start + IDS_PER_QUERY),
    })) {
      const from = numberOf.get(fromId);
      const to = numberOf.get(toId);
      if (from === undefined || to === undefined || confidence < leastConfidence) continue;
      (open[from - start] ??= []).push(to);
    }
    open.forEach((list, index) => {
      targets[start + index] = Int32Array.from(list);
    });
  }
  const groups = strongGroups(ids.length, targets)
    .filter((group) => group.some((number) => isBelow(outline[number]?.path ?? "", below)))
    .map((group) => group.map((number) => ids[number] ?? "").sort())
    .sort((a, b) => b.length - a.length || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
  return { groups: groups.slice(0, mostCycles), isCut: groups.length > mostCycles };
}

/** Strongly connected components of more than one node (Tarjan), without recursion: chains are as long as the graph. */
function strongGroups(count: number, targets: readonly (Int32Array | undefined)[]): number[][] {
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const next = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  const way: number[] = [];
  const groups: number[][] = [];
  let visited = 0;
  const enter = (node: number): void => {
    index[node] = low[node] = visited++;
    isOpen[node] = 1;
    open.push(node);
    way.push(node);
  };
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    for (let node = way.at(-1); node !== undefined; node = way.at(-1)) {
      const target = targets[node]?.[next[node] ?? 0];
      if (target !== undefined) {
        next[node] = (next[node] ?? 0) + 1;
        if (index[target] === -1) enter(target);
        else if (isOpen[target] === 1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
        continue;
      }
      way.pop();
      const parent = way.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen[member] = 0;
      if (group.length > 1) groups.push(group);
    }
  }
  return groups;
}
