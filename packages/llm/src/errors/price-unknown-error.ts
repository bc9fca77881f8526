import { LlmError } from "./llm-error.js";

/** A budget in money was set for a model whose price is not known, code `"PRICE_UNKNOWN"`. The call was not made. */
export class PriceUnknownError extends LlmError {
  constructor(model: string) {
    super(`A budget in US dollars can't be kept: the price of model "${model}" is not known`, {
      code: "PRICE_UNKNOWN",
      advice: `Put the price into the configuration, "prices": { "${model}": { "input": …, "output": … } } in US dollars for a million tokens, or set a budget in tokens.`,
    });
  }
}
