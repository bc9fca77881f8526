import { describe, expect, it } from "@jest/globals";
import { budgetOf } from "./budget-of.js";

const price = { input: 1, output: 2 };
const service = { provider: "anthropic", model: "main" } as const;
const budget = { maxCostUsd: 5 };

describe("a budget in money", () => {
  it.each([
    ["of its own", { ...service, price }, {}],
    ["by its name", service, { main: price }],
    [
      "both of two",
      { ...service, models: { leaf: "cheap", parent: "better" } },
      { cheap: price, better: price },
    ],
    ["one of two besides", { ...service, price, models: { leaf: "cheap" } }, { cheap: price }],
  ])("is kept where each model has a price: %s", (_where, llm, prices) => {
    expect(budgetOf({ llm, prices, budget })).toMatchObject(budget);
  });

  it.each([
    ["main", service, {}],
    ["better", { ...service, price, models: { leaf: "cheap", parent: "better" } }, { cheap: price }],
    ["cheap", { ...service, price, models: { leaf: "cheap" } }, { main: price }],
  ])("is refused, naming the model without one: %s", (name, llm, prices) => {
    expect(() => budgetOf({ llm, prices, budget })).toThrow(`"${name}" is not configured`);
  });
});
