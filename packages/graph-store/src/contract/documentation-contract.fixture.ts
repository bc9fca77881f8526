import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleGraph } from "./sample-graph.fixture.js";

export function testDocumentation(current: CurrentStore): void {
  describe("documentation", () => {
    it("keeps one per node, replaced as a whole, and outlives its session", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await session.record({ documentation: [sampleDocumentation("a.py"), sampleDocumentation("b.py")] });
      const changed = sampleDocumentation("a.py", {
        text: "Other.",
        summary: "O.",
        textHash: "t",
        summaryHash: "s",
        nodeKey: "k",
        provider: "p",
        model: "m",
        isPartial: true,
        createdAtMs: 7,
      });
      await session.record({ documentation: [changed] });
      await session.close();
      expect(await store.readDocumentation({})).toEqual([changed, sampleDocumentation("b.py")]);
      expect(await store.readDocumentation({ nodeIds: ["b.py", "a.py#Reader"] })).toEqual([
        sampleDocumentation("b.py"),
      ]);
    });

    it("keeps each text with its node, in whatever order they come and although one is gone", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      await store.applyChanges({ deleteNodeIds: ["a.py#Reader"] });
      const session = await store.openSession();
      const ids = ["b.py", "a.py#Reader", "a.py#Reader.read", ".", "b.py#parse", "a.py"];
      await session.record({ documentation: ids.map((id) => sampleDocumentation(id)) });
      const left = ids.filter((id) => id !== "a.py#Reader").sort();
      expect(await store.readDocumentation({})).toEqual(left.map((id) => sampleDocumentation(id)));
    });

    it("drops documentation of a node that a scan has deleted meanwhile", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      await store.applyChanges({ deleteNodeIds: ["b.py"] });
      await session.record({ documentation: [sampleDocumentation("b.py"), sampleDocumentation("a.py")] });
      expect((await store.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["a.py"]);
    });

    it("streams all of it in batches, each entry once", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession();
      const ids = sampleGraph.upsertNodes.map((node) => node.id);
      await session.record({ documentation: ids.map((id) => sampleDocumentation(id)) });
      const batches: string[][] = [];
      for await (const batch of store.streamDocumentation({ batchSize: 4 })) {
        batches.push(batch.map((entry) => entry.nodeId));
      }
      expect(batches.map((batch) => batch.length)).toEqual([4, 2]);
      expect(batches.flat()).toEqual(ids);
    });
  });
}
