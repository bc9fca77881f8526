import type { NeighbourhoodAnswer } from "../api/neighbourhood.js";

/** Where a node stands. */
export interface RingPlace {
  readonly x: number;
  readonly y: number;
}

type Laid = Pick<NeighbourhoodAnswer, "nodes" | "edges">;

/**
 * Nodes on rings by their hops, the place itself in the middle. On each ring they stand in the order of where the nodes that they hang on stand on
 * the ring before, so that few relations cross; the same neighbourhood is always laid out the same way.
 */
export function ringLayout({ nodes, edges }: Laid): RingPlace[] {
  const beside = nodes.map((): number[] => []);
  for (const { from, to } of edges) {
    beside[from]?.push(to);
    beside[to]?.push(from);
  }
  const angles = new Map<number, number>();
  const places: RingPlace[] = nodes.map(() => ({ x: 0, y: 0 }));
  const most = nodes.reduce((max, { hops }) => Math.max(max, hops), 0);
  let radius = 0;
  for (let hop = 0; hop <= most; hop++) {
    const ring = nodes.flatMap((node, at) => (node.hops === hop ? [at] : []));
    // A node alone is the middle; a ring has room for all that stand on it.
    if (hop > 0 || ring.length > 1) radius = Math.max(radius + 1, ring.length / (2 * Math.PI) / 1.5);
    const wished = new Map(ring.map((at) => [at, directionOf(beside[at] ?? [], angles)]));
    const order = [...ring].sort(
      (one, other) => (wished.get(one) ?? 0) - (wished.get(other) ?? 0) || one - other,
    );
    // Turned so that the first stands where it wants to.
    const turn = order[0] === undefined ? 0 : (wished.get(order[0]) ?? 0);
    order.forEach((at, position) => {
      const angle = turn + (2 * Math.PI * position) / order.length;
      angles.set(at, angle);
      const distance = hop === 0 && ring.length === 1 ? 0 : radius;
      places[at] = { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
    });
  }
  return places;
}

/** The middle of the directions of those that stand already, from 0 to below a whole turn. */
function directionOf(beside: readonly number[], angles: ReadonlyMap<number, number>): number {
  let [x, y] = [0, 0];
  for (const at of beside) {
    const angle = angles.get(at);
    if (angle === undefined) continue;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  const direction = Math.atan2(y, x);
  return direction < 0 ? direction + 2 * Math.PI : direction;
}
