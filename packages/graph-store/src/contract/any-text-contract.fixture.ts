import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleNode } from "./sample-graph.fixture.js";

/** What bindings of C libraries take for the end of a text, at its beginning, in its middle and at its end. */
const withNul = "\0first\0second\n\0";
/** Halves of characters of two UTF-16 units, which UTF-8 has no bytes for. */
const withLoneSurrogates = "high \ud83d, low \udf33, whole \ud83c\udf33";
const wellFormed = "high \ufffd, low \ufffd, whole \ud83c\udf33";

const expectedOf = { [withNul]: withNul, [withLoneSurrogates]: wellFormed };

export function testAnyText(current: CurrentStore): void {
  describe.each(Object.entries(expectedOf))("the text %j", (text, expected) => {
    it("comes back from nodes, however they are read", async () => {
      const store = current();
      const written = { name: `n${text}`, path: `p${text}`, signature: text, docstring: text, source: text };
      const read = {
        name: `n${expected}`,
        path: `p${expected}`,
        signature: expected,
        docstring: expected,
        source: expected,
      };
      await store.applyChanges({ upsertNodes: [sampleNode("a.py", "FILE", written)] });
      const node = sampleNode("a.py", "FILE", read);
      expect(await store.readNodes({})).toEqual([node]);
      expect(await store.readNodes({ ids: ["a.py"] })).toEqual([node]);
      expect(await store.readOutline()).toMatchObject([{ id: node.id, path: node.path, name: node.name }]);
      expect(await store.readNodes({ paths: [read.path] })).toEqual([node]);
      expect(await store.readNodes({ names: [read.name] })).toEqual([node]);
      const subtree = await store.readSubtree(["a.py"], "descendants");
      expect(subtree.nodes).toMatchObject([{ path: read.path, name: read.name }]);
    });

    it("comes back from documentation and from the journal of calls", async () => {
      const store = current();
      await store.applyChanges({ upsertNodes: [sampleNode("a.py", "FILE")] });
      const session = await store.openSession();
      const call = { callKey: "answered", nodeId: "a.py", model: text, startedAtMs: 5 };
      const numbers = { inputTokens: 1, outputTokens: 2, costUsd: 1 / 7, finishedAtMs: 9 };
      await session.record({
        documentation: [sampleDocumentation("a.py", { text, summary: text, provider: text, model: text })],
        llmCallIntents: [call, { ...call, callKey: "failed" }],
        llmCallResults: [{ callKey: "answered", text, summary: text, ...numbers }],
        llmCallFailures: [{ callKey: "failed", reason: text }],
      });
      const documentation = sampleDocumentation("a.py", {
        text: expected,
        summary: expected,
        provider: expected,
        model: expected,
      });
      expect(await store.readDocumentation({})).toEqual([documentation]);
      for await (const batch of store.streamDocumentation()) expect(batch).toEqual([documentation]);
      const result = { callKey: "answered", text: expected, summary: expected, ...numbers };
      expect(await store.readLlmCalls({ callKeys: ["answered"] })).toMatchObject([
        { model: expected, result },
      ]);
      expect(await store.readLlmCalls({ callKeys: ["failed"] })).toMatchObject([{ failure: expected }]);
    });

    it("stands in ids", async () => {
      const store = current();
      const [from, to, moved] = ["a", "b", "c"].map((letter) => `${letter}${text}`) as [
        string,
        string,
        string,
      ];
      const relation = { type: "CALLS", confidence: 1 / 3 } as const;
      await store.applyChanges({
        upsertNodes: [sampleNode(from, "FUNCTION"), sampleNode(to, "FUNCTION")],
        upsertRelations: [{ ...relation, fromId: from, toId: to }],
      });
      const session = await store.openSession();
      await session.record({
        states: [{ status: "pending", nodeIds: [from] }],
        documentation: [sampleDocumentation(to)],
      });
      expect(await session.readStates()).toEqual([{ nodeId: `a${expected}`, status: "pending" }]);
      await store.applyChanges({ moveNodes: [{ fromId: to, toId: moved }] });
      expect((await store.readNodes({})).map(({ id }) => id)).toEqual([`a${expected}`, `c${expected}`]);
      expect(await store.readRelations({ fromIds: [from] })).toEqual([
        { ...relation, fromId: `a${expected}`, toId: `c${expected}` },
      ]);
      expect((await store.readDocumentation({})).map(({ nodeId }) => nodeId)).toEqual([`c${expected}`]);
      await store.applyChanges({ deleteRelations: [{ ...relation, fromId: from, toId: moved }] });
      expect(await store.readRelations({})).toEqual([]);
      await store.applyChanges({ deleteNodeIds: [from, moved] });
      expect(await store.readNodes({})).toEqual([]);
    });
  });
}
