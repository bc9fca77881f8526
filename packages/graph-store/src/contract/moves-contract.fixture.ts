import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleGraph, sampleNode, sampleRelation } from "./sample-graph.fixture.js";

export function testMoves(current: CurrentStore): void {
  describe("moveNodes", () => {
    const documentedGraph = async (...documentedIds: string[]) => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await session.record({ documentation: documentedIds.map((id) => sampleDocumentation(id)) });
      await session.close();
      return store;
    };

    it("gives a node another id; relations and documentation follow", async () => {
      const store = await documentedGraph("b.py#parse", "b.py");
      await store.applyChanges({
        moveNodes: [{ fromId: "b.py#parse", toId: "c.py#parse" }],
        upsertNodes: [sampleNode("c.py", "FILE"), sampleNode("c.py#parse", "FUNCTION", { source: "moved" })],
        deleteRelations: [sampleRelation("FUNCTION_DEFINITION", "b.py", "c.py#parse")],
        upsertRelations: [sampleRelation("FUNCTION_DEFINITION", "c.py", "c.py#parse")],
      });
      expect(await store.readNodes({ ids: ["b.py#parse", "c.py#parse"] })).toEqual([
        sampleNode("c.py#parse", "FUNCTION", { source: "moved" }),
      ]);
      expect(await store.readRelations({ toIds: ["c.py#parse"] })).toEqual([
        sampleRelation("CALLS", "a.py#Reader.read", "c.py#parse", 0.5),
        sampleRelation("FUNCTION_DEFINITION", "c.py", "c.py#parse"),
      ]);
      expect(await store.readDocumentation({})).toEqual([
        sampleDocumentation("b.py"),
        { ...sampleDocumentation("b.py#parse"), nodeId: "c.py#parse" },
      ]);
      const { nodes } = await store.readSubtree(["c.py#parse"], "descendants");
      expect(nodes.find((node) => node.isInside)?.documentation?.nodeKey).toBe("key of b.py#parse");
    });

    it("comes before deletions, which name the moved by their new ids", async () => {
      const store = await documentedGraph("b.py#parse");
      await store.applyChanges({
        moveNodes: [{ fromId: "b.py#parse", toId: "c.py#parse" }],
        deleteNodeIds: ["b.py", "b.py#parse"],
      });
      const ids = (await store.readNodes({})).map((node) => node.id);
      expect(ids).toEqual([".", "a.py", "a.py#Reader", "a.py#Reader.read", "c.py#parse"]);
      await store.applyChanges({ deleteNodeIds: ["c.py#parse"] });
      expect(await store.readDocumentation({})).toEqual([]);
    });

    it("lets nodes change places, and pass an id on", async () => {
      const store = await documentedGraph("a.py", "b.py");
      await store.applyChanges({
        moveNodes: [
          { fromId: "a.py", toId: "b.py" },
          { fromId: "b.py", toId: "a.py" },
          { fromId: "b.py#parse", toId: "c.py#parse" },
          { fromId: "a.py#Reader", toId: "b.py#parse" },
        ],
      });
      const texts = (await store.readDocumentation({})).map(({ nodeId, text }) => [nodeId, text]);
      expect(texts).toEqual([
        ["a.py", "Text about b.py."],
        ["b.py", "Text about a.py."],
      ]);
      expect(await store.readRelations({ fromIds: ["b.py"], types: ["CLASS_DEFINITION"] })).toEqual([
        sampleRelation("CLASS_DEFINITION", "b.py", "b.py#parse"),
      ]);
    });

    it("ignores what isn't there and what stays where it is", async () => {
      const store = await documentedGraph("a.py");
      await store.applyChanges({
        moveNodes: [
          { fromId: "never there", toId: "b.py" },
          { fromId: "a.py", toId: "a.py" },
        ],
      });
      expect(await store.readNodes({})).toEqual(sampleGraph.upsertNodes);
      expect(await store.readDocumentation({})).toEqual([sampleDocumentation("a.py")]);
    });

    it.each([
      ["the id of a node that stays", [{ fromId: "a.py", toId: "b.py" }]],
      [
        "one id for two",
        [
          { fromId: "b.py", toId: "c.py" },
          { fromId: "a.py", toId: "c.py" },
        ],
      ],
    ])("refuses %s and applies nothing", async (_case, moveNodes) => {
      const store = await documentedGraph();
      const changes = { moveNodes, upsertNodes: [sampleNode("d.py", "FILE")] };
      await expect(store.applyChanges(changes)).rejects.toMatchObject({
        code: "NODE_ID_TAKEN",
        fromId: "a.py",
        toId: moveNodes[0]?.toId,
      });
      expect(await store.readNodes({})).toEqual(sampleGraph.upsertNodes);
    });
  });
}
