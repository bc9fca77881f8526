import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleGraph, sampleNode, sampleRelation } from "./sample-graph.fixture.js";

export function testChanges(current: CurrentStore): void {
  describe("applyChanges", () => {
    it("writes nodes and relations with every field", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      expect(await store.readNodes({})).toEqual(sampleGraph.upsertNodes);
      expect(await store.readRelations({ types: ["CALLS"] })).toEqual([
        { type: "CALLS", fromId: "a.py#Reader.read", toId: "b.py#parse", confidence: 0.5 },
      ]);
    });

    it("replaces a node and keeps its relations and documentation", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await session.record({ documentation: [sampleDocumentation("b.py#parse")] });
      const changed = sampleNode("b.py#parse", "CLASS", { source: "new", signature: null, docstring: null });
      await store.applyChanges({ upsertNodes: [changed] });
      expect(await store.readNodes({ ids: ["b.py#parse"] })).toEqual([changed]);
      expect(await store.readRelations({ toIds: ["b.py#parse"] })).toHaveLength(2);
      expect(await store.readDocumentation({ nodeIds: ["b.py#parse"] })).toHaveLength(1);
    });

    it("deletes a node together with its relations and documentation, and nothing else", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await session.record({
        documentation: [sampleDocumentation("b.py#parse"), sampleDocumentation("b.py")],
      });
      await store.applyChanges({ deleteNodeIds: ["b.py#parse", "never there"] });
      expect((await store.readNodes({})).map((node) => node.id)).not.toContain("b.py#parse");
      expect(await store.readRelations({})).toHaveLength(5);
      expect((await store.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["b.py"]);
    });

    it("writes a relation again without doubling it, and deletes exactly the one given", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      await store.applyChanges({
        deleteRelations: [sampleRelation("IMPORTS", "a.py", "b.py"), sampleRelation("CALLS", "a.py", "b.py")],
        upsertRelations: [sampleRelation("CALLS", "a.py#Reader.read", "b.py#parse", 1)],
      });
      const relations = await store.readRelations({});
      expect(relations).toHaveLength(6);
      expect(relations).toContainEqual(sampleRelation("CALLS", "a.py#Reader.read", "b.py#parse", 1));
    });

    it("moves a symbol by deleting before inserting", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      await store.applyChanges({
        deleteNodeIds: ["b.py#parse"],
        upsertNodes: [sampleNode("b.py#parse", "FUNCTION", { startLine: 40 })],
        upsertRelations: [sampleRelation("FUNCTION_DEFINITION", "b.py", "b.py#parse")],
      });
      expect((await store.readNodes({ ids: ["b.py#parse"] }))[0]?.startLine).toBe(40);
      expect(await store.readRelations({ toIds: ["b.py#parse"] })).toHaveLength(1);
    });

    it("applies nothing when a relation has an end that is not there", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const changes = {
        deleteNodeIds: ["b.py#parse"],
        upsertNodes: [sampleNode("c.py", "FILE")],
        upsertRelations: [sampleRelation("CALLS", "c.py", "nowhere.py#gone")],
      };
      await expect(store.applyChanges(changes)).rejects.toMatchObject({
        code: "RELATION_END_MISSING",
        relation: { toId: "nowhere.py#gone" },
      });
      expect(await store.readNodes({})).toEqual(sampleGraph.upsertNodes);
      expect(await store.readRelations({})).toHaveLength(sampleGraph.upsertRelations.length);
    });

    it("has changed nothing when it was cancelled", async () => {
      const store = current();
      const controller = new AbortController();
      const applied = store.applyChanges(sampleGraph, { signal: controller.signal });
      controller.abort();
      await expect(applied).rejects.toMatchObject({ code: "CANCELLED" });
      expect(await store.readNodes({})).toEqual([]);
    });
  });
}
