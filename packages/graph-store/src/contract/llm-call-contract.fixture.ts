import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./describe-graph-store-contract.fixture.js";

const intent = { callKey: "call", nodeId: "a.py", model: "m", startedAtMs: 5 };
const result = {
  callKey: "call",
  text: "Text.",
  summary: "S.",
  inputTokens: 100,
  outputTokens: 20,
  costUsd: 0.25,
  finishedAtMs: 9,
};

export function testLlmCalls(current: CurrentStore): void {
  describe("the journal of language model calls", () => {
    it("shows an intent without a result as unanswered, and keeps both after the session", async () => {
      const store = current();
      const session = await store.openSession({ sessionId: "first" });
      await session.record({ llmCallIntents: [intent, { ...intent, callKey: "other" }] });
      await session.record({ llmCallResults: [result] });
      await session.close();
      const calls = await store.readLlmCalls(["call", "other", "never made"]);
      calls.sort((a, b) => (a.callKey < b.callKey ? -1 : 1));
      expect(calls).toEqual([
        { ...intent, sessionId: "first", result },
        { ...intent, callKey: "other", sessionId: "first", result: null },
      ]);
      expect((await store.readStatistics()).llmCalls).toEqual({
        answered: 1,
        unanswered: 1,
        inputTokens: 100,
        outputTokens: 20,
        costUsd: 0.25,
      });
    });

    it("takes over an unanswered call and never touches an answered one", async () => {
      const store = current();
      const first = await store.openSession({ sessionId: "first" });
      await first.record({
        llmCallIntents: [intent, { ...intent, callKey: "other" }],
        llmCallResults: [result],
      });
      const second = await store.openSession({ sessionId: "second" });
      await second.record({ llmCallIntents: [intent, { ...intent, callKey: "other", startedAtMs: 77 }] });
      const calls = await store.readLlmCalls(["call", "other"]);
      expect(calls.find((call) => call.callKey === "call")).toEqual({
        ...intent,
        sessionId: "first",
        result,
      });
      expect(calls.find((call) => call.callKey === "other")).toMatchObject({
        sessionId: "second",
        startedAtMs: 77,
      });
    });
  });
}
