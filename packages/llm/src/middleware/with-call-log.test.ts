import { describe, expect, it } from "@jest/globals";
import { ManualClock } from "../testing/manual-clock.fixture.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { CallLog, withCallLog } from "./with-call-log.js";

describe("withCallLog", () => {
  it("keeps the slowest, the largest and the shortened calls, and no more of them than asked for", async () => {
    const clock = new ManualClock();
    const log = new CallLog(2);
    const outcome = (durationMs: number, inputTokens: number) => async () => {
      await clock.advance(durationMs);
      const part = { part: "source", total: 9, shortened: 0, namesOnly: 0, leftOut: 1 };
      return { text: "t", usage: { inputTokens, outputTokens: 0, costUsd: null }, shortened: [part] };
    };
    const provider = scriptedProvider(outcome(10, 900), outcome(30, 1), outcome(20, 500));
    const llm = withCallLog(log, clock)(provider);
    for (const id of ["a", "b", "c"]) await llm.getCompletion(request(facts("FILE", id)));
    expect(log.slowest.map(({ nodeId, durationMs }) => [nodeId, durationMs])).toEqual([
      ["b", 30],
      ["c", 20],
    ]);
    expect(log.largest.map(({ nodeId }) => nodeId)).toEqual(["a", "c"]);
    expect(log.shortened.map(({ nodeId }) => nodeId)).toEqual(["a", "b"]);
    expect(log.shortenedCount).toBe(3);
  });
});
