import { LlmError } from "./llm-error.js";

/** The next call would go over the budget, code `"BUDGET_EXCEEDED"`. It was not made. */
export class BudgetExceededError extends LlmError {
  readonly spent: number;
  readonly limit: number;

  constructor(unit: "US dollars" | "tokens", spent: number, limit: number) {
    super(`The budget of ${limit} ${unit} is used up (${spent} spent)`, {
      code: "BUDGET_EXCEEDED",
      advice: "What is documented so far can be searched; raise the budget and run again to go on.",
    });
    this.spent = spent;
    this.limit = limit;
  }
}
