import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleGraph, sampleNode } from "./sample-graph.fixture.js";

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

    it("gives texts as they were written, whatever they are made of, and many nodes by id in the order of ids", async () => {
      const store = current();
      const source = 'a\\u0041 "quoted" \\ \u0007\u001f\u007f\r\n\t\u2028 äöü 漢字 🌳 {"json": [null]}';
      const nodes = Array.from({ length: 1_200 }, (_, index) =>
        sampleNode(`f${String(index).padStart(4, "0")}.py#run`, "FUNCTION", {
          source: index === 7 ? source : "",
        }),
      );
      await store.applyChanges({ upsertNodes: nodes });
      const ids = nodes.map((node) => node.id).reverse();
      // Adapters may read few nodes in another way than many.
      expect(await store.readNodes({ ids: ids.slice(-300) })).toEqual(nodes.slice(0, 300));
      expect(await store.readNodes({ ids })).toEqual(nodes);
    });

    it("gives an outline of all nodes, without their texts, ordered by id", async () => {
      const store = current();
      expect(await store.readOutline()).toEqual([]);
      const others = Array.from({ length: 10_500 }, (_, index) =>
        sampleNode(`z${String(index).padStart(5, "0")}.py#run`, "FUNCTION"),
      );
      await store.applyChanges({ ...sampleGraph, upsertNodes: [...sampleGraph.upsertNodes, ...others] });
      const nodes = await store.readNodes({});
      expect(await store.readOutline()).toEqual(
        nodes.map(({ id, label, path, name, language, startLine, endLine }) => {
          return { id, label, path, name, language, startLine, endLine };
        }),
      );
    });

    it("gives an outline as it is after each change", async () => {
      const store = current();
      const ids = async (): Promise<string[]> => (await store.readOutline()).map(({ id }) => id);
      const node = sampleNode("z.py#run", "FUNCTION");
      await store.applyChanges({ upsertNodes: [node] });
      expect(await ids()).toEqual(["z.py#run"]);
      await store.applyChanges({ upsertNodes: [{ ...node, startLine: 7 }] });
      expect(await store.readOutline()).toMatchObject([{ startLine: 7 }]);
      await store.applyChanges({ moveNodes: [{ fromId: node.id, toId: "z.py#walk" }] });
      expect(await ids()).toEqual(["z.py#walk"]);
      await store.applyChanges({ deleteNodeIds: ["z.py#walk"] });
      expect(await ids()).toEqual([]);
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
        nodes: { FOLDER: 1, FILE: 2, CLASS: 1, FUNCTION: 2, TEXT: 0 },
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
