import { describe, expect, it } from "@jest/globals";
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
});
