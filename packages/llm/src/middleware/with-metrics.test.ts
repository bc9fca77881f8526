import { describe, expect, it } from "@jest/globals";
import { stackMiddleware } from "../llm-provider.js";
import { ManualClock } from "../testing/manual-clock.fixture.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { createProviderMetrics, withMetrics } from "./with-metrics.js";
import { withRetry } from "./with-retry.js";

describe("withMetrics", () => {
  it("adds up calls, failures, time, tokens and money, beneath the retries", async () => {
    const clock = new ManualClock();
    const metrics = createProviderMetrics();
    const provider = scriptedProvider(Object.assign(new Error("x"), {}), async () => {
      await clock.advance(30);
      return { text: "t", usage: { inputTokens: 5, outputTokens: 2, costUsd: 0.5 } };
    });
    const llm = stackMiddleware(provider, [withRetry({ clock }), withMetrics(metrics, clock)]);
    const aRequest = request(facts("FILE", "a.py"));
    await expect(llm.getCompletion(aRequest)).rejects.toThrow("x");
    await llm.getCompletion(aRequest);
    expect(metrics).toEqual({
      calls: 2,
      failures: 1,
      totalMs: 30,
      slowestMs: 30,
      inputTokens: 5,
      outputTokens: 2,
      costUsd: 0.5,
    });
    expect(llm).toMatchObject({ name: "scripted", model: "script", promptVersion: "1", isFree: false });
  });
});
