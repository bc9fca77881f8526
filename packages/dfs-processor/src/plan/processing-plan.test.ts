import { describe, expect, it } from "@jest/globals";
import type { Subtree } from "@stemma/graph-store";
import fc from "fast-check";
import { ProcessingPlan } from "./processing-plan.js";

function subtree(
  nodeCount: number,
  edges: readonly (readonly [number, number])[],
  outside: readonly number[] = [],
): Subtree {
  return {
    nodes: Array.from({ length: nodeCount }, (_, index) => ({
      id: `n${index}`,
      label: "FUNCTION",
      path: "f.py",
      name: `n${index}`,
      sourceHash: "",
      isInside: !outside.includes(index),
      documentation: null,
    })),
    edges: edges.map(([from, to]) => ({ type: "CALLS", from, to })),
  };
}

/** Which nodes each node reaches, itself included: the plain definition to check against. */
function reachability(nodeCount: number, edges: readonly (readonly [number, number])[]): boolean[][] {
  const reaches = Array.from({ length: nodeCount }, (_, from) =>
    Array.from({ length: nodeCount }, (_unused, to) => from === to),
  );
  for (let via = 0; via < nodeCount; via++) {
    for (const [from, to] of edges) {
      for (let end = 0; end < nodeCount; end++) if (reaches[to]?.[end]) reaches[from]![end] = true;
    }
  }
  return reaches;
}

describe("ProcessingPlan", () => {
  it("groups exactly the nodes that reach each other, and puts dependencies first", () => {
    const graphs = fc
      .integer({ min: 1, max: 9 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 20 }),
        ),
      );
    fc.assert(
      fc.property(graphs, ([count, edges]) => {
        const plan = new ProcessingPlan(subtree(count, edges));
        const reaches = reachability(count, edges);
        expect([...plan.order].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, index) => index),
        );
        let isOrdered = true;
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) {
            const together = plan.componentOf[a] === plan.componentOf[b];
            expect(together).toBe((reaches[a]?.[b] && reaches[b]?.[a]) ?? false);
            const isAbove = plan.componentOf[a]! > plan.componentOf[b]!;
            isOrdered &&= isAbove || together || !reaches[a]?.[b];
          }
        }
        expect(isOrdered).toBe(true);
      }),
    );
  });

  it("leaves outside nodes out of the work and of the counters", () => {
    const edges = [
      [0, 1],
      [1, 0],
      [2, 0],
    ] as const;
    const plan = new ProcessingPlan(subtree(3, edges, [1]));
    expect([...plan.order]).toEqual([0, 2]);
    expect([...plan.countOpenDependencies()]).toEqual([0, 1]);
    expect(plan.dependenciesOf(0)).toEqual([{ type: "CALLS", node: 1 }]);
    expect(plan.dependentsOf(0).map((link) => link.node)).toEqual([1, 2]);
  });

  it("takes a chain of 100,000 without overflowing the stack", () => {
    const count = 100_000;
    const plan = new ProcessingPlan(
      subtree(
        count,
        Array.from({ length: count - 1 }, (_, index) => [index, index + 1] as const),
      ),
    );
    expect(plan.componentCount).toBe(count);
    expect(plan.order[0]).toBe(count - 1);
  });
});
