import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { SqliteGraphStore } from "@stemma/graph-store";
import { codeNode, relation } from "../graph/code-node.fixture.js";
import { findPath } from "./find-path.js";
import type { TraceDirection } from "./trace.js";
import { traceRelations } from "./trace-relations.js";

/** main → run → Base.step → low, which calls run again; Child inherits; other.py imports; maybe is a candidate. */
const nodes = [
  codeNode("a.py", "FILE"),
  codeNode("a.py#main", "FUNCTION"),
  codeNode("a.py#run", "FUNCTION"),
  codeNode("a.py#maybe", "FUNCTION"),
  codeNode("b.py", "FILE"),
  codeNode("b.py#Base", "CLASS"),
  codeNode("b.py#Base.step", "FUNCTION"),
  codeNode("b.py#low", "FUNCTION"),
  codeNode("c.py", "FILE"),
  codeNode("c.py#Child", "CLASS"),
];
const relations = [
  relation("CALLS", "a.py#main", "a.py#run"),
  relation("CALLS", "a.py#run", "b.py#Base.step"),
  relation("CALLS", "a.py#maybe", "b.py#Base.step", 0.5),
  relation("CALLS", "a.py#main", "a.py#maybe"),
  relation("CALLS", "b.py#Base.step", "b.py#low"),
  relation("CALLS", "b.py#low", "a.py#run"),
  relation("INHERITS", "c.py#Child", "b.py#Base"),
  relation("IMPORTS", "c.py", "b.py"),
];

describe("a trace", () => {
  let graph: GraphStore;
  beforeAll(async () => {
    graph = await SqliteGraphStore.open(":memory:");
    await graph.applyChanges({ upsertNodes: nodes, upsertRelations: relations });
  });
  afterAll(() => graph.close());

  const outline = (id: string): NodeOutline => nodes.find((each) => each.id === id) as NodeOutline;
  async function trace(
    id: string,
    direction: TraceDirection,
    limits = { depth: 9, limit: 99 },
  ): Promise<{ steps: (string | number)[][]; isCut: boolean }> {
    const { steps, isCut } = await traceRelations(graph, outline(id), { direction, ...limits });
    return { steps: steps.map((step) => [step.depth, step.node.id, step.via, step.confidence]), isCut };
  }

  it("goes through a cycle once, and says by which step each was reached and how certain that is", async () => {
    expect(await trace("b.py#low", "callers")).toEqual({
      steps: [
        [1, "b.py#Base.step", "b.py#low", 1],
        [2, "a.py#maybe", "b.py#Base.step", 0.5],
        [2, "a.py#run", "b.py#Base.step", 1],
        [3, "a.py#main", "a.py#maybe", 1],
      ],
      isCut: false,
    });
    expect((await trace("a.py#main", "callees")).steps.map(([depth, id]) => [depth, id])).toEqual([
      [1, "a.py#maybe"],
      [1, "a.py#run"],
      [2, "b.py#Base.step"],
      [3, "b.py#low"],
    ]);
  });

  it("asks of a class or a file with what it defines, and for what may break also by bases and imports", async () => {
    expect((await trace("b.py#Base", "callers", { depth: 1, limit: 99 })).steps).toEqual([
      [1, "a.py#maybe", "b.py#Base.step", 0.5],
      [1, "a.py#run", "b.py#Base.step", 1],
    ]);
    const impact = await trace("b.py", "impact", { depth: 1, limit: 99 });
    expect(impact.steps.map(([, id]) => id).sort()).toEqual(["a.py#maybe", "a.py#run", "c.py", "c.py#Child"]);
  });

  it("says where it stopped, and only then", async () => {
    expect(await trace("b.py#low", "callers", { depth: 2, limit: 99 })).toMatchObject({ isCut: true });
    expect((await trace("b.py#low", "callers", { depth: 3, limit: 99 })).isCut).toBe(false);
    const few = await trace("b.py#low", "callers", { depth: 9, limit: 2 });
    expect([few.steps.length, few.isCut]).toEqual([2, true]);
    expect(await trace("b.py#low", "callers", { depth: 9, limit: 4 })).toMatchObject({ isCut: false });
  });

  it("finds a shortest way, and none where there is none", async () => {
    const limits = { depth: 9, limit: 99 };
    const way = await findPath(graph, outline("a.py#main"), outline("b.py"), limits);
    expect(way.steps.map((step) => [step.depth, step.via, step.node.id])).toEqual([
      [1, "a.py#main", expect.stringMatching(/run|maybe/u)],
      [2, expect.stringMatching(/run|maybe/u), "b.py#Base.step"],
    ]);
    expect(await findPath(graph, outline("c.py#Child"), outline("a.py#main"), limits)).toEqual({
      steps: [],
      isCut: false,
    });
  });
});
