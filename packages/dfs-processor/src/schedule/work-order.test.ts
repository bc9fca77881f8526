import { describe, expect, it } from "@jest/globals";
import type { RelationType, Subtree } from "@stemma/graph-store";
import fc from "fast-check";
import { ProcessingPlan } from "../plan/processing-plan.js";
import { workOrder } from "./work-order.js";

function planOf(count: number, edges: readonly (readonly [number, number, RelationType])[]): ProcessingPlan {
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: String(index),
    label: "FUNCTION" as const,
    path: "m.py",
    name: String(index),
    sourceHash: "",
    isInside: true,
    documentation: null,
  }));
  const subtree: Subtree = { nodes, edges: edges.map(([from, to, type]) => ({ from, to, type })) };
  return new ProcessingPlan(subtree);
}

describe("the order of work", () => {
  it("has first what most others use, behind all that it is made from", () => {
    // 4 is used by three, and calls 5; 0 calls 1.
    const plan = planOf(6, [
      [0, 1, "CALLS"],
      [0, 4, "CALLS"],
      [2, 4, "CALLS"],
      [3, 4, "CALLS"],
      [4, 5, "CALLS"],
    ]);
    expect([...workOrder(plan, { byHeight: false, centralFirst: true })].slice(0, 2)).toEqual([5, 4]);
    expect(workOrder(plan, { byHeight: false, centralFirst: false })).toBe(plan.order);
  });

  it("has every node once, and never one before what it depends on", () => {
    const edge = fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 }));
    fc.assert(
      fc.property(
        fc.array(edge, { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        (edges, byHeight, centralFirst) => {
          const plan = planOf(
            12,
            edges.map(([from, to]) => [from, to, "CALLS"] as const),
          );
          const order = [...workOrder(plan, { byHeight, centralFirst })];
          expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
          for (const [from, to] of edges) {
            if (plan.componentOf[from] === plan.componentOf[to]) continue;
            expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
          }
        },
      ),
    );
  });
});
