import { describe, expect, it } from "@jest/globals";
import type { LlmCall } from "../model/llm-call.js";
import type { CurrentStore } from "./current-store.fixture.js";

const intent = { callKey: "call", nodeId: "a.py", model: "m", startedAtMs: 5 };
const other = { ...intent, callKey: "other" };
const result = {
  callKey: "call",
  text: "Text.",
  summary: "S.",
  grounding: "G",
  inputTokens: 100,
  cachedInputTokens: 60,
  outputTokens: 20,
  costUsd: 0.25,
  finishedAtMs: 9,
};
const unmarked = { result: null, failure: null, unknownAttempts: 0 };

const byKey = (calls: LlmCall[]) => calls.sort((a, b) => (a.callKey < b.callKey ? -1 : 1));

export function testLlmCalls(current: CurrentStore): void {
  describe("the journal of language model calls", () => {
    it("keeps intents and answers after the session, and marks what was never answered", async () => {
      const store = current();
      const session = await store.openSession({ sessionId: "first" });
      await session.record({ llmCallIntents: [intent, other] });
      await session.record({ llmCallResults: [result] });
      const answered = { ...intent, ...unmarked, sessionId: "first", outcome: "answered", result };
      const unanswered = { ...other, ...unmarked, sessionId: "first" };
      expect(byKey(await store.readLlmCalls({ callKeys: ["call", "other", "never made"] }))).toEqual([
        answered,
        { ...unanswered, outcome: "under_way" },
      ]);
      expect((await store.readStatistics()).llmCalls).toMatchObject({ underWay: 1, unknown: 0 });
      await session.close();
      expect(byKey(await store.readLlmCalls({}))).toEqual([answered, { ...unanswered, outcome: "unknown" }]);
      expect((await store.readStatistics()).llmCalls).toEqual({
        answered: 1,
        failed: 0,
        underWay: 0,
        unknown: 1,
        inputTokens: 100,
        outputTokens: 20,
        costUsd: 0.25,
        unpriced: 0,
      });
    });

    it("takes over an unanswered call, remembers the attempt, and never touches an answered one", async () => {
      const store = current();
      const first = await store.openSession({ sessionId: "first" });
      await first.record({ llmCallIntents: [intent, other], llmCallResults: [result] });
      await first.close();
      const second = await store.openSession({ sessionId: "second" });
      const again = { ...other, startedAtMs: 77 };
      await second.record({ llmCallIntents: [intent, again] });
      expect(byKey(await store.readLlmCalls({}))).toEqual([
        { ...intent, ...unmarked, sessionId: "first", outcome: "answered", result },
        { ...again, ...unmarked, sessionId: "second", outcome: "under_way", unknownAttempts: 1 },
      ]);
      await second.record({ llmCallResults: [{ ...result, callKey: "other", costUsd: null }] });
      expect(await store.readLlmCalls({ callKeys: ["other"] })).toMatchObject([
        { outcome: "answered", unknownAttempts: 1, result: { costUsd: null } },
      ]);
      expect((await store.readStatistics()).llmCalls).toMatchObject({
        answered: 2,
        unknown: 1,
        costUsd: 0.25,
        unpriced: 1,
      });
    });

    it("does not take a call for lost that another session still waits for", async () => {
      const store = current();
      const [first, second] = [await store.openSession(), await store.openSession()];
      await first.record({ llmCallIntents: [intent] });
      await second.record({ llmCallIntents: [intent] });
      expect(await store.readLlmCalls({})).toMatchObject([{ outcome: "under_way", unknownAttempts: 0 }]);
    });

    it("tells a failed call from one of unknown outcome, and lets it be made again", async () => {
      const store = current();
      const session = await store.openSession();
      await session.record({ llmCallIntents: [intent, other], llmCallResults: [result] });
      await session.record({
        llmCallFailures: [
          { callKey: "other", reason: "refused" },
          { callKey: "call", reason: "too late" },
        ],
      });
      await session.close();
      expect(byKey(await store.readLlmCalls({}))).toMatchObject([
        { outcome: "answered", failure: null },
        { outcome: "failed", failure: "refused", result: null },
      ]);
      expect((await store.readStatistics()).llmCalls).toMatchObject({ answered: 1, failed: 1, unknown: 0 });
      const next = await store.openSession();
      await next.record({ llmCallIntents: [other] });
      expect(await store.readLlmCalls({ callKeys: ["other"] })).toMatchObject([
        { outcome: "under_way", failure: null, unknownAttempts: 0 },
      ]);
    });
  });
}
