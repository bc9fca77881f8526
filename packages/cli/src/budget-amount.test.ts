import { describe, expect, it } from "@jest/globals";
import { budgetAmount } from "./budget-amount.js";

describe("budgetAmount", () => {
  it.each([
    ["5usd", { maxCostUsd: 5 }],
    ["$0.25", { maxCostUsd: 0.25 }],
    ["2.5$", { maxCostUsd: 2.5 }],
    ["200000tokens", { maxTokens: 200_000 }],
    ["1,000 tokens", { maxTokens: 1_000 }],
    ["200ktokens", { maxTokens: 200_000 }],
    ["1.5Mtokens", { maxTokens: 1_500_000 }],
  ])("reads %s", (text, expected) => {
    expect(budgetAmount(text)).toEqual(expected);
  });

  it.each(["5", "tokens", "-5usd", "0usd", "0tokens", "5eur", ""])("asks what %j means", (text) => {
    expect(() => budgetAmount(text)).toThrow("5usd");
  });
});
