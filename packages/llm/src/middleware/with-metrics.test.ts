import { describe, expect, it } from "@jest/globals";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
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
      const usage = { inputTokens: 5, outputTokens: 2, costUsd: 0.5 };
      return { text: "t", usage, timing: { firstTokenMs: 12, totalMs: 30 } };
    });
    const llm = stackMiddleware(provider, [withRetry({ clock }), withMetrics(metrics, clock)]);
    const aRequest = request(facts("FILE", "a.py"));
    await expect(llm.getCompletion(aRequest)).rejects.toThrow("x");
    await llm.getCompletion(aRequest);
    expect(metrics).toEqual({
      calls: 2,
      failures: 1,
      failuresByCode: { OTHER: 1 },
      totalMs: 30,
      slowestMs: 30,
      firstTokenMs: 12,
      timedAnswers: 1,
      inputTokens: 5,
      outputTokens: 2,
      costUsd: 0.5,
      unpricedCalls: 0,
      shortenedPrompts: 0,
    });
    expect(llm).toMatchObject({ name: "scripted", model: "script", promptVersion: "1", isFree: false });
  });

  it("counts what failed calls took, calls without a price, and shortened prompts", async () => {
    const metrics = createProviderMetrics();
    const usage = { inputTokens: 7, outputTokens: 3, costUsd: null };
    const shortened = [{ part: "source", total: 9, shortened: 0, namesOnly: 0, leftOut: 4 }];
    const provider = scriptedProvider(LlmAnswerError.overLimit("m", 3, usage), {
      text: "t",
      usage,
      shortened,
    });
    const llm = withMetrics(metrics)(provider);
    const aRequest = request(facts("FILE", "a.py"));
    await expect(llm.getCompletion(aRequest)).rejects.toThrow("cut at 3 tokens");
    await llm.getCompletion(aRequest);
    expect(metrics).toMatchObject({
      inputTokens: 14,
      outputTokens: 6,
      costUsd: 0,
      unpricedCalls: 2,
      shortenedPrompts: 1,
      failuresByCode: { LLM_BAD_ANSWER: 1 },
    });
  });
});
