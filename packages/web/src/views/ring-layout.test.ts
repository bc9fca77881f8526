import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ringLayout } from "./ring-layout.js";

type Graph = Parameters<typeof ringLayout>[0];

const graphOf = (hops: readonly number[], edges: readonly (readonly [number, number])[]): Graph => ({
  nodes: hops.map((hop, at) => ({
    id: `n${at}`,
    path: "a.py",
    symbol: `n${at}`,
    kind: "function",
    line: 1,
    summary: "",
    hops: hop,
  })),
  edges: edges.map(([from, to]) => ({ from, to, kind: "calls", confidence: 1 })),
});

describe("a neighbourhood on rings", () => {
  it("has the place itself in the middle, and what hangs on one node beside it", () => {
    // 1 and 2 around 0; 3 hangs on 1, 4 on 2.
    const [middle, one, two, behindOne, behindTwo] = ringLayout(
      graphOf(
        [0, 1, 1, 2, 2],
        [
          [0, 1],
          [0, 2],
          [3, 1],
          [2, 4],
        ],
      ),
    );
    expect(middle).toEqual({ x: 0, y: 0 });
    const isNearer = (a?: { x: number; y: number }, b?: typeof a, c?: typeof a): boolean =>
      Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0)) <
      Math.hypot((a?.x ?? 0) - (c?.x ?? 0), (a?.y ?? 0) - (c?.y ?? 0));
    expect([isNearer(behindOne, one, two), isNearer(behindTwo, two, one)]).toEqual([true, true]);
  });

  it("lays no two nodes onto one place, whatever hangs together, and each ring farther out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 120 }),
        (hops, edges) => {
          const graph = graphOf([0, ...hops], edges);
          const places = ringLayout(graph);
          expect(ringLayout(graph)).toEqual(places);
          const keys = places.map(({ x, y }) => `${x.toFixed(6)} ${y.toFixed(6)}`);
          expect(new Set(keys).size).toBe(keys.length);
          const distance = (hop: number): number[] =>
            places.flatMap(({ x, y }, at) => (graph.nodes[at]?.hops === hop ? [Math.hypot(x, y)] : []));
          for (let hop = 1; hop <= 4; hop++)
            expect(Math.max(...distance(hop - 1), 0)).toBeLessThan(Math.min(...distance(hop), Infinity));
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });

  it("is nothing of nothing", () => {
    expect(ringLayout(graphOf([], []))).toEqual([]);
  });
});
