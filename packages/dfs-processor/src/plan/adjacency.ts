/** The edges at each node as two flat arrays: those of node `n` are `edges[starts[n]]` up to, not including, `edges[starts[n + 1]]`. */
export interface Adjacency {
  readonly starts: Int32Array;
  /** Positions of edges, in their original order for each node. */
  readonly edges: Int32Array;
}

/** Groups edges by one of their ends. */
export function groupEdges(nodeCount: number, ends: Int32Array): Adjacency {
  const starts = new Int32Array(nodeCount + 1);
  for (const end of ends) starts[end + 1] = (starts[end + 1] ?? 0) + 1;
  for (let node = 0; node < nodeCount; node++)
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice(0, nodeCount);
  const edges = new Int32Array(ends.length);
  for (let edge = 0; edge < ends.length; edge++) {
    const end = ends[edge] ?? 0;
    const slot = next[end] ?? 0;
    edges[slot] = edge;
    next[end] = slot + 1;
  }
  return { starts, edges };
}
