import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore } from "@stemma/graph-store";
import type { Passage } from "./tree-answer.js";

/** What was found, by its id. */
export interface FoundPlace {
  readonly id: string;
  readonly score: number;
  readonly documentation: string;
}

/** Of so many of the best the neighbours are looked at. */
const LOOKED_AROUND = 3;
/** What the best ones call is shown, too, up to this many. */
const MOST_NEIGHBOURS = 4;
/** Names of callers and callees of one passage. */
const MOST_NAMES = 8;

/** The passages of what was found, best first, and then of what the best ones call, that of several first. */
export async function gatherPassages(
  graph: GraphStore,
  found: readonly FoundPlace[],
  options: CallOptions,
): Promise<Passage[]> {
  const ids = found.map(({ id }) => id);
  const around = await relationsOf(graph, ids, options);
  const best = new Set(ids.slice(0, LOOKED_AROUND));
  const neighbours = neighboursOf(best, new Set(ids), around.callees);
  const nodes = await graph.readNodes({ ids: [...ids, ...neighbours] }, options);
  const texts = await graph.readDocumentation({ nodeIds: neighbours }, options);
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const textOf = new Map(texts.map(({ nodeId, text }) => [nodeId, text]));
  const places = [
    ...found.map((place) => ({ ...place, isBeside: false })),
    ...neighbours.map((id) => ({ id, score: null, documentation: textOf.get(id) ?? "", isBeside: true })),
  ];
  return places
    .flatMap((place) => {
      const node = nodeOf.get(place.id);
      return node === undefined ? [] : [{ place, node }];
    })
    .map(({ place: { id, score, documentation, isBeside }, node }, index) => ({
      number: index + 1,
      id,
      kind: node.label,
      ...linesOf(node),
      score,
      signature: node.signature,
      documentation,
      source: isBeside ? "" : node.source,
      callers: (around.callers.get(id) ?? []).slice(0, MOST_NAMES),
      callees: (around.callees.get(id) ?? []).slice(0, MOST_NAMES),
    }));
}

function linesOf({ path, startLine, endLine }: CodeNode): Pick<Passage, "path" | "startLine" | "endLine"> {
  return { path, startLine: startLine ?? 1, endLine: endLine ?? 1 };
}

/** What is called by most of `best`, apart from what is there already. */
function neighboursOf(
  best: ReadonlySet<string>,
  known: ReadonlySet<string>,
  callees: ReadonlyMap<string, readonly string[]>,
): string[] {
  const counts = new Map<string, number>();
  for (const id of best)
    for (const callee of callees.get(id) ?? [])
      if (!known.has(callee)) counts.set(callee, (counts.get(callee) ?? 0) + 1);
  return [...counts]
    .sort(([idA, countA], [idB, countB]) => countB - countA || (idA < idB ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS)
    .map(([id]) => id);
}

async function relationsOf(
  graph: GraphStore,
  ids: readonly string[],
  options: CallOptions,
): Promise<Record<"callers" | "callees", Map<string, string[]>>> {
  const [outgoing, incoming] = await Promise.all([
    graph.readRelations({ types: ["CALLS"], fromIds: ids }, options),
    graph.readRelations({ types: ["CALLS"], toIds: ids }, options),
  ]);
  const callees = new Map<string, string[]>();
  const callers = new Map<string, string[]>();
  for (const { fromId, toId } of outgoing) add(callees, fromId, toId);
  for (const { fromId, toId } of incoming) add(callers, toId, fromId);
  return { callers, callees };
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key) ?? [];
  list.push(value);
  lists.set(key, list);
}
