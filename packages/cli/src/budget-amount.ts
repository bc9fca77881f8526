import type { StemmaConfigInput } from "@stemma/pipeline";
import { InvalidArgumentError } from "commander";

const MONEY = /^(?:\$(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?:\$|usd))$/iu;
const TOKENS = /^(\d+(?:\.\d+)?)([km]?)(?:tokens?|t)$/iu;
const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };

/** Reads a budget: `5usd` or `$5` in US dollars, `200000tokens` or `200ktokens` in tokens. */
export function budgetAmount(text: string): NonNullable<StemmaConfigInput["budget"]> {
  const compact = text.replaceAll(/[\s_,]/gu, "");
  const money = MONEY.exec(compact);
  const costUsd = Number(money?.[1] ?? money?.[2]);
  if (costUsd > 0) return { maxCostUsd: costUsd };
  const tokens = TOKENS.exec(compact);
  const count = Math.round(Number(tokens?.[1]) * (FACTORS[tokens?.[2]?.toLowerCase() ?? ""] ?? 1));
  if (count > 0) return { maxTokens: count };
  throw new InvalidArgumentError('Say how much of what: "5usd" or "200ktokens".');
}
