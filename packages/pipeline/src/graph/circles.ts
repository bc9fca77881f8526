import { type CyclesOptions, cyclesIn } from "@stemma/code-graph";
import type { CallOptions } from "@stemma/core";
import type { GraphStore, NodeOutline, Relation } from "@stemma/graph-store";
import { relationsAmong } from "./relations-among.js";

/** Nodes each of which leads to all others of its circle. */
export interface Circle {
  /** By id. */
  readonly nodes: readonly NodeOutline[];
  /** What leads from one of them to another; of very large circles the first. */
  readonly relations: readonly Relation[];
}

/** What goes round in circles. */
export interface Circles {
  /** The largest first. */
  readonly circles: readonly Circle[];
  readonly isCut: boolean;
}

/** Circles with something below a folder, of imports unless another relation is asked for. */
export async function circlesIn(
  graph: GraphStore,
  { type = "IMPORTS", below, limit }: Pick<CyclesOptions, "type" | "below"> & { readonly limit: number },
  options: CallOptions = {},
): Promise<Circles> {
  const { groups, isCut } = await cyclesIn(graph, { type, below, mostCycles: limit });
  const byId = new Map((await graph.readOutline(options)).map((node) => [node.id, node]));
  const circles: Circle[] = [];
  for (const group of groups) {
    const nodes = group.flatMap((id) => byId.get(id) ?? []);
    circles.push({ nodes, relations: await relationsAmong(graph, group, [type], options) });
  }
  return { circles, isCut };
}
