import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./describe-graph-store-contract.fixture.js";
import { sampleGraph } from "./sample-graph.fixture.js";

export function testReading(current: CurrentStore): void {
  describe("readNodes and readRelations", () => {
    it.each([
      [{ ids: ["b.py", "a.py", "unknown"] }, ["a.py", "b.py"]],
      [{ ids: [] }, []],
      [{ labels: ["FILE", "CLASS"] as const }, ["a.py", "a.py#Reader", "b.py"]],
      [{ paths: ["a.py"] }, ["a.py", "a.py#Reader", "a.py#Reader.read"]],
      [{ names: ["parse", "Reader"] }, ["a.py#Reader", "b.py#parse"]],
      [{ paths: ["a.py"], labels: ["FUNCTION"] as const }, ["a.py#Reader.read"]],
    ])("selects nodes by %j, ordered by id", async (filter, expected) => {
      const store = current();
      await store.applyChanges(sampleGraph);
      expect((await store.readNodes(filter)).map((node) => node.id)).toEqual(expected);
    });

    it("selects relations by type and by either end, ordered", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const contained = await store.readRelations({ types: ["CONTAINS", "IMPORTS"], toIds: ["b.py"] });
      expect(contained.map(({ type, fromId }) => [type, fromId])).toEqual([
        ["CONTAINS", "."],
        ["IMPORTS", "a.py"],
      ]);
      expect(await store.readRelations({ fromIds: ["b.py"] })).toEqual([
        { type: "FUNCTION_DEFINITION", fromId: "b.py", toId: "b.py#parse", confidence: 1 },
      ]);
      expect(await store.readRelations({ fromIds: [] })).toEqual([]);
    });

    it("counts what it holds", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      expect(await store.readStatistics()).toMatchObject({
        nodes: { FOLDER: 1, FILE: 2, CLASS: 1, FUNCTION: 2 },
        relations: {
          CONTAINS: 2,
          CLASS_DEFINITION: 1,
          FUNCTION_DEFINITION: 2,
          CALLS: 1,
          IMPORTS: 1,
          INHERITS: 0,
        },
        documented: 0,
        sessions: 0,
        processingStates: 0,
        llmCalls: { answered: 0, failed: 0, underWay: 0, unknown: 0 },
      });
    });
  });
}
