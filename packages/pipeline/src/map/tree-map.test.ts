import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { codeNode, relation } from "../graph/code-node.fixture.js";
import { readTreeMap } from "./tree-map.js";

describe("the map of a tree", () => {
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
  });
  afterEach(() => graph.close());

  it("has each file's size and documentation, and begins where nothing imports, tests left out", async () => {
    const files = ["main.py", "lib.py", "deep.py", "other.py", "tests/test_main.py"];
    await graph.applyChanges({
      upsertNodes: [
        codeNode(".", "FOLDER", { endLine: null }),
        codeNode("tests", "FOLDER", { endLine: null }),
        ...files.map((path, at) => codeNode(path, "FILE", { endLine: 10 * (at + 1) })),
        codeNode("main.py#run", "FUNCTION", { endLine: 9 }),
      ],
      upsertRelations: [
        ["main.py", "lib.py"],
        ["lib.py", "deep.py"],
        ["deep.py", "lib.py"],
        ["other.py", "lib.py"],
        ["tests/test_main.py", "main.py"],
      ].map(([fromId = "", toId = ""]) => relation("IMPORTS", fromId, toId)),
    });
    const session = await graph.openSession();
    const common = {
      textHash: "",
      summaryHash: "",
      nodeKey: "",
      provider: "p",
      model: "m",
      isPartial: false,
    };
    await session.record({
      documentation: [{ nodeId: "main.py#run", text: "Runs.", summary: "Runs.", ...common, createdAtMs: 0 }],
    });
    await session.close();
    const map = await readTreeMap(graph);
    expect(map.files.map(({ path, lines }) => [path, lines])).toEqual([
      ["deep.py", 30],
      ["lib.py", 20],
      ["main.py", 10],
      ["other.py", 40],
      ["tests/test_main.py", 50],
    ]);
    expect(map.files[2]).toMatchObject({ places: 2, documented: 1, isTest: false });
    expect(map.files[4]).toMatchObject({ isTest: true });
    expect(map.entryPoints).toEqual([
      { path: "main.py", reaches: 2 },
      { path: "other.py", reaches: 2 },
    ]);
  });
});
