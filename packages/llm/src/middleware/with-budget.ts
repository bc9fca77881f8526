import { noUsage } from "../completion.js";
import { BudgetExceededError } from "../errors/budget-exceeded-error.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";

/** Options of {@link withBudget}; at least one limit. */
export interface BudgetOptions {
  /** US dollars. */
  readonly maxCostUsd?: number;
  /** Input and output tokens together. */
  readonly maxTokens?: number;
}

/**
 * Makes no call once the budget is used up. A call under way is reckoned as dear as the dearest one so far, so that
 * many workers overshoot the limit by no more than what the calls under way cost above that; until the first answer has
 * shown a price, calls are made one at a time.
 */
export function withBudget(limits: BudgetOptions): ProviderMiddleware {
  return (inner) => {
    const cost = new Meter("US dollars", limits.maxCostUsd ?? Infinity);
    const tokens = new Meter("tokens", limits.maxTokens ?? Infinity);
    let isPriceKnown = false;
    let scout: Promise<unknown> | undefined;
    return wrapProvider(inner, async (request, options) => {
      while (!isPriceKnown && scout !== undefined) await scout.catch(() => undefined);
      cost.reserve();
      try {
        tokens.reserve();
      } catch (error) {
        cost.release();
        throw error;
      }
      try {
        const call = inner.getCompletion(request, options);
        if (!isPriceKnown) scout = call;
        const { usage = noUsage } = await call;
        cost.add(usage.costUsd);
        tokens.add(usage.inputTokens + usage.outputTokens);
        isPriceKnown = true;
        return await call;
      } finally {
        scout = undefined;
        cost.release();
        tokens.release();
      }
    });
  };
}

/** One limit and what counts against it. */
class Meter {
  highest = 0;
  #spent = 0;
  #underWay = 0;

  constructor(
    readonly unit: "US dollars" | "tokens",
    readonly limit: number,
  ) {}

  reserve(): void {
    const expected = this.#spent + (this.#underWay + 1) * this.highest;
    if (this.#spent >= this.limit || expected > this.limit) {
      throw new BudgetExceededError(this.unit, this.#spent, this.limit);
    }
    this.#underWay += 1;
  }

  release(): void {
    this.#underWay -= 1;
  }

  add(amount: number): void {
    this.#spent += amount;
    this.highest = Math.max(this.highest, amount);
  }
}
