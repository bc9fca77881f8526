import type { GraphStore } from "@stemma/graph-store";
import { type Walk, type WalkOptions, walk } from "./walk-calls.js";

/** Who calls a function or class, directly or, with `depth`, by way of others. */
export function callersOf(graph: GraphStore, id: string, options: WalkOptions = {}): Promise<Walk> {
  return walk(graph, [id], { types: ["CALLS"], along: "to" }, options);
}

/** Whom a function, class or file calls, directly or, with `depth`, by way of others. */
export function calleesOf(graph: GraphStore, id: string, options: WalkOptions = {}): Promise<Walk> {
  return walk(graph, [id], { types: ["CALLS"], along: "from" }, options);
}
