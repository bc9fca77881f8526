import type { NamedNode } from "./named-node.js";

const made = new WeakMap<readonly NamedNode[], ReadonlyMap<string, NamedNode>>();

/** Nodes by their ids; made once for a list, and forgotten with it. */
export function nodesById<Node extends NamedNode>(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  let byId = made.get(nodes);
  if (byId === undefined) {
    byId = new Map(nodes.map((node) => [node.id, node]));
    made.set(nodes, byId);
  }
  // Made of this very list.
  return byId as ReadonlyMap<string, Node>;
}
