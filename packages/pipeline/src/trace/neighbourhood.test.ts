import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { GraphStore, NodeOutline, Relation } from "@stemma/graph-store";
import { SqliteGraphStore } from "@stemma/graph-store";
import { codeNode, relation } from "../graph/code-node.fixture.js";
import { neighbourhoodOf } from "./neighbourhood.js";

const calls = (fromId: string, toId: string, confidence = 1) => relation("CALLS", fromId, toId, confidence);

/** top → mid → low → deep; Base has a method that mid calls, Child inherits from it; sure and unsure call hub, as do 500 others. */
const many = Array.from({ length: 500 }, (_, at) => `many.py#f${String(at).padStart(3, "0")}`);
const nodes = [
  codeNode("a.py", "FILE"),
  ...["top", "mid", "low", "deep"].map((name) => codeNode(`a.py#${name}`)),
  codeNode("b.py#Base", "CLASS"),
  codeNode("b.py#Base.step"),
  codeNode("b.py#Child", "CLASS"),
  codeNode("c.py#hub"),
  codeNode("c.py#sure"),
  codeNode("c.py#unsure"),
  ...many.map((id) => codeNode(id)),
];
const relations: Relation[] = [
  calls("a.py#top", "a.py#mid"),
  calls("a.py#mid", "a.py#low"),
  calls("a.py#low", "a.py#deep"),
  calls("a.py#low", "a.py#low"),
  calls("a.py#mid", "b.py#Base.step"),
  { type: "INHERITS", fromId: "b.py#Child", toId: "b.py#Base", confidence: 1 },
  calls("c.py#sure", "c.py#hub"),
  calls("c.py#unsure", "c.py#hub", 0.4),
  ...many.map((id) => calls(id, "c.py#hub", 0.6)),
];

describe("a neighbourhood", () => {
  let graph: GraphStore;
  beforeAll(async () => {
    graph = await SqliteGraphStore.open(":memory:");
    await graph.applyChanges({ upsertNodes: nodes, upsertRelations: relations });
  });
  afterAll(() => graph.close());

  const around = (id: string, hops: number, limit = 300) =>
    neighbourhoodOf(graph, nodes.find((each) => each.id === id) as NodeOutline, { hops, limit });

  it("goes both ways, hop by hop", async () => {
    const one = await around("a.py#mid", 1);
    expect(one.nodes.map(({ node: { id }, hops }) => [id, hops])).toEqual([
      ["a.py#mid", 0],
      ["a.py#low", 1],
      ["a.py#top", 1],
      ["b.py#Base.step", 1],
    ]);
    expect(one.isCut).toBe(false);
    const two = await around("a.py#mid", 2);
    expect(two.nodes.at(-1)).toMatchObject({ node: { id: "a.py#deep" }, hops: 2 });
    expect(two.relations.map(({ fromId, toId }) => [fromId, toId])).toEqual([
      ["a.py#low", "a.py#deep"],
      ["a.py#mid", "a.py#low"],
      ["a.py#mid", "b.py#Base.step"],
      ["a.py#top", "a.py#mid"],
    ]);
  });

  it("begins at all that a class defines", async () => {
    const { nodes: found } = await around("b.py#Base", 1);
    expect(found.map(({ node: { id }, hops }) => [id, hops])).toEqual([
      ["b.py#Base", 0],
      ["b.py#Base.step", 0],
      ["a.py#mid", 1],
      ["b.py#Child", 1],
    ]);
  });

  it("keeps what is surest, then what comes first by name, and says that there is more", async () => {
    const { nodes: found, isCut, relations: among } = await around("c.py#hub", 1, 10);
    expect(found.map(({ node: { id } }) => id)).toEqual(["c.py#hub", "c.py#sure", ...many.slice(0, 8)]);
    expect(isCut).toBe(true);
    expect(among).toHaveLength(9);
    expect((await around("c.py#hub", 1, 503)).isCut).toBe(false);
  });
});
