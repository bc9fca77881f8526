import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { codeNode, relation } from "../graph/code-node.fixture.js";
import { readTestReach } from "./test-reach.js";

describe("what tests reach", () => {
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
  });
  afterEach(() => graph.close());

  it("is what they call, and what that calls, of the files that are no tests", async () => {
    const functions = ["a.py#near", "a.py#alone", "b.py#far", "b.py#caller", "tests/test_a.py#test_near"];
    const calls = [
      ["tests/test_a.py#test_near", "a.py#near"],
      ["a.py#near", "b.py#far"],
      // Round in a circle, and from what nobody tests.
      ["b.py#far", "a.py#near"],
      ["b.py#caller", "a.py#alone"],
    ];
    await graph.applyChanges({
      upsertNodes: [
        ...["a.py", "b.py", "c.py", "tests/test_a.py"].map((path) => codeNode(path, "FILE")),
        codeNode("c.py#Only", "CLASS"),
        ...functions.map((id) => codeNode(id, "FUNCTION")),
      ],
      upsertRelations: calls.map(([fromId = "", toId = ""]) => relation("CALLS", fromId, toId)),
    });
    expect(await readTestReach(graph)).toEqual([
      { path: "a.py", functions: 2, reached: 1 },
      { path: "b.py", functions: 2, reached: 1 },
    ]);
  });
});
