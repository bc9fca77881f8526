import type { Adjacency } from "./adjacency.js";

/** Nodes grouped so that each group can only be finished as a whole. */
export interface StrongComponents {
  /** Component of each node, `-1` for nodes that take no part. Numbered so that a component comes after all it depends on. */
  readonly componentOf: Int32Array;
  readonly count: number;
}

/**
 * Strongly connected components by Tarjan's algorithm (1972), on an explicit stack: a chain of a hundred thousand calls
 * is nothing unusual in generated code and would overflow a recursive one.
 *
 * @param outgoing - edges by their starting node
 * @param targets - end of each edge
 * @param takesPart - whether a node is work; edges to others are ignored
 */
export function findStrongComponents(
  outgoing: Adjacency,
  targets: Int32Array,
  takesPart: (node: number) => boolean,
): StrongComponents {
  const nodeCount = outgoing.starts.length - 1;
  const componentOf = new Int32Array(nodeCount).fill(-1);
  const visitedAt = new Int32Array(nodeCount);
  const lowest = new Int32Array(nodeCount);
  const nextEdge = outgoing.starts.slice(0, nodeCount);
  /** Nodes that are visited but in no component yet. */
  const open: number[] = [];
  /** The path from the root of the search to the current node. */
  const path: number[] = [];
  let visits = 0;
  let count = 0;

  const enter = (node: number): void => {
    visits += 1;
    visitedAt[node] = visits;
    lowest[node] = visits;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, value: number): void => {
    if (value < at(lowest, node)) lowest[node] = value;
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) lower(parent, at(lowest, node));
    if (at(lowest, node) !== at(visitedAt, node)) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      componentOf[member] = count;
      if (member === node) break;
    }
    count += 1;
  };

  for (let root = 0; root < nodeCount; root++) {
    if (at(visitedAt, root) !== 0 || !takesPart(root)) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = at(nextEdge, node);
      if (edge === at(outgoing.starts, node + 1)) {
        leave(node);
        continue;
      }
      nextEdge[node] = edge + 1;
      const target = at(targets, at(outgoing.edges, edge));
      if (!takesPart(target)) continue;
      if (at(visitedAt, target) === 0) enter(target);
      // Visited and in no component: it is on the open stack, an edge back.
      else if (at(componentOf, target) === -1) lower(node, at(visitedAt, target));
    }
  }
  return { componentOf, count };
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}
