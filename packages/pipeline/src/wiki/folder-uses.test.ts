import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { codeNode, relation } from "../graph/code-node.fixture.js";
import { readFolderUses } from "./folder-uses.js";
import { TreeOutline } from "./tree-outline.js";

const imports = (fromId: string, toId: string) => relation("IMPORTS", fromId, toId);

describe("what folders use of each other", () => {
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
    await graph.applyChanges({
      upsertNodes: [
        ...[".", "a", "b"].map((id) => codeNode(id, "FOLDER")),
        ...["a/one.py", "a/two.py", "b/one.py"].map((id) => codeNode(id, "FILE")),
      ],
      upsertRelations: [imports("a/one.py", "b/one.py")],
    });
  });
  afterEach(() => graph.close());

  const read = async () => readFolderUses(graph, await TreeOutline.read(graph, {}), {});

  it("is counted once, and anew as soon as something is written", async () => {
    const first = await read();
    expect([...first]).toEqual([[".", [{ fromId: "a", toId: "b", count: 1 }]]]);
    expect(await read()).toBe(first);
    await graph.applyChanges({
      upsertRelations: [imports("a/two.py", "b/one.py"), imports("a/two.py", "a/one.py")],
    });
    expect([...(await read())]).toEqual([
      [".", [{ fromId: "a", toId: "b", count: 2 }]],
      ["a", [{ fromId: "a/two.py", toId: "a/one.py", count: 1 }]],
    ]);
  });
});
