import type { StemmaConfig } from "../config/config-schema.js";

/** Whether documenting may cost money: a language model does whose price is not known to be nothing. */
export function asksPaidModel({ llm, prices }: Pick<StemmaConfig, "llm" | "prices">): boolean {
  if (llm.provider === "extractive") return false;
  const price = llm.price ?? prices[llm.model ?? ""];
  return price === undefined || price.input > 0 || price.output > 0;
}
