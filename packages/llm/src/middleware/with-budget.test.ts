import { describe, expect, it } from "@jest/globals";
import { TimeoutError } from "@stemma/core";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { LlmRateLimitError } from "../errors/llm-rate-limit-error.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { withBudget } from "./with-budget.js";

const aRequest = request(facts("FILE", "a.py"));
const answer = (costUsd: number) => ({ text: "t", usage: { inputTokens: 90, outputTokens: 10, costUsd } });

describe("withBudget", () => {
  it("makes no call that would go over the money", async () => {
    const provider = scriptedProvider(answer(0.4));
    const llm = withBudget({ maxCostUsd: 1 })(provider);
    await llm.getCompletion(aRequest);
    await llm.getCompletion(aRequest);
    await expect(llm.getCompletion(aRequest)).rejects.toMatchObject({
      code: "BUDGET_EXCEEDED",
      spent: 0.8,
      limit: 1,
      retryable: false,
    });
    expect(provider.calls).toBe(2);
  });

  it("counts tokens, and calls that many workers have under way", async () => {
    const provider = scriptedProvider(answer(0));
    const llm = withBudget({ maxTokens: 350 })(provider);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => llm.getCompletion(aRequest)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(3);
    expect(provider.calls).toBe(3);
  });

  it("finds the price with one call at a time, also when the first fails", async () => {
    let underWay = 0;
    let mostBeforePrice = 0;
    const slow = async () => {
      underWay += 1;
      mostBeforePrice = Math.max(mostBeforePrice, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      throw new Error("down");
    };
    const provider = scriptedProvider(slow, slow, answer(0.1));
    const llm = withBudget({ maxCostUsd: 1 })(provider);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => llm.getCompletion(aRequest)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      "rejected",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    expect(mostBeforePrice).toBe(1);
  });

  describe("with a provider that can tell what a call takes at most", () => {
    const estimate = (mostTokens: number, mostCostUsd: number | null = 0) => ({
      estimate: () => ({ inputTokens: 0, outputTokens: 0, mostTokens, costUsd: mostCostUsd, mostCostUsd }),
    });

    it("never goes over, however many workers there are, and uses what the others left over", async () => {
      let spent = 0;
      const provider = scriptedProvider(async () => {
        await new Promise(setImmediate);
        spent += 100;
        return answer(0);
      });
      const llm = withBudget({ maxTokens: 1_000 })({ ...provider, ...estimate(250) });
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, () => llm.getCompletion(aRequest)),
      );
      expect(spent).toBe(800);
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(8);
      await expect(llm.getCompletion(aRequest)).rejects.toMatchObject({ spent: 800, limit: 1_000 });
    });

    it("refuses money for a model without a price, before any call", async () => {
      const provider = scriptedProvider(answer(0));
      const llm = withBudget({ maxCostUsd: 1 })({ ...provider, ...estimate(10, null), model: "m" });
      await expect(llm.getCompletion(aRequest)).rejects.toMatchObject({ code: "PRICE_UNKNOWN" });
      expect(provider.calls).toBe(0);
    });

    it("counts what failed attempts took, and a time-out as the most it could", async () => {
      const usage = { inputTokens: 300, outputTokens: 100, costUsd: null };
      const provider = scriptedProvider(
        LlmAnswerError.overLimit("m", 100, usage),
        new LlmRateLimitError("m", 1),
        new TimeoutError("GetCompletion", 5),
        answer(0),
      );
      const llm = withBudget({ maxTokens: 1_000 })({ ...provider, ...estimate(500) });
      for (let call = 0; call < 3; call++) {
        await expect(llm.getCompletion(aRequest)).rejects.not.toMatchObject({ code: "BUDGET_EXCEEDED" });
      }
      await expect(llm.getCompletion(aRequest)).rejects.toMatchObject({
        code: "BUDGET_EXCEEDED",
        spent: 900,
      });
    });
  });
});
