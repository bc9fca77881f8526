import { describe, expect, it } from "@jest/globals";
import type { LlmCall } from "@stemma/graph-store";
import { sumSpending } from "./sum-spending.js";

function call(sessionId: string, model: string, changes: Partial<LlmCall> = {}): LlmCall {
  const callKey = `${sessionId} ${model}`;
  return {
    callKey,
    nodeId: "a.py",
    model,
    sessionId,
    startedAtMs: 1_000,
    outcome: "answered",
    failure: null,
    unknownAttempts: 0,
    result: {
      callKey,
      text: "t",
      summary: "s",
      inputTokens: 100,
      cachedInputTokens: 20,
      outputTokens: 10,
      costUsd: 0.5,
      finishedAtMs: 3_000,
    },
    ...changes,
  };
}

describe("sumSpending", () => {
  it("adds up by model and by run, and keeps apart what is not known", () => {
    const later = { startedAtMs: 9_000, result: { ...call("two", "large").result!, costUsd: null } };
    const { total, models, runs } = sumSpending("/tree", [
      call("one", "small"),
      call("one", "small", { outcome: "failed", failure: "429", result: null }),
      call("one", "small", { outcome: "not_made", failure: "not made: no budget", result: null }),
      call("one", "small", { outcome: "unknown", result: null }),
      call("two", "large", later),
      call("two", "large", later),
      call("two", "small", { outcome: "under_way", result: null, startedAtMs: 9_500 }),
    ]);
    expect(total).toEqual({
      cachedInputTokens: 60,
      answered: 3,
      failed: 1,
      notMade: 1,
      underWay: 1,
      unknown: 1,
      inputTokens: 300,
      outputTokens: 30,
      costUsd: 0.5,
      unpriced: 2,
    });
    expect(models.map(({ model, answered }) => [model, answered])).toEqual([
      ["large", 2],
      ["small", 1],
    ]);
    expect(runs.map(({ sessionId, models: used, from }) => [sessionId, used, from])).toEqual([
      ["two", ["large", "small"], "1970-01-01T00:00:09.000Z"],
      ["one", ["small"], "1970-01-01T00:00:01.000Z"],
    ]);
    expect(runs[1]?.to).toBe("1970-01-01T00:00:03.000Z");
  });
});
