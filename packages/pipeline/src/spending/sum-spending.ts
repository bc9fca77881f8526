import type { LlmCall, LlmCallOutcome } from "@stemma/graph-store";
import { groupBy } from "../group-by.js";
import type { RunSpending, Spending, SpendingLine } from "./spending.js";

const COUNTED_AS = {
  answered: "answered",
  failed: "failed",
  not_made: "notMade",
  under_way: "underWay",
  unknown: "unknown",
} as const satisfies Record<LlmCallOutcome, keyof SpendingLine>;

/** Adds the journal up, by model and by run. */
export function sumSpending(root: string, calls: readonly LlmCall[]): Spending {
  return {
    root,
    total: sumLine(calls),
    models: [...groupBy(calls, ({ model }) => model)]
      .map(([model, some]) => ({ model, ...sumLine(some) }))
      .sort((a, b) => b.inputTokens + b.outputTokens - a.inputTokens - a.outputTokens),
    runs: [...groupBy(calls, ({ sessionId }) => sessionId)]
      .map(([sessionId, some]) => sumRun(sessionId, some))
      .sort((a, b) => (a.from < b.from ? 1 : -1)),
  };
}

function sumRun(sessionId: string, calls: readonly LlmCall[]): RunSpending {
  let fromMs = Infinity;
  let toMs = 0;
  for (const { startedAtMs, result } of calls) {
    fromMs = Math.min(fromMs, startedAtMs);
    toMs = Math.max(toMs, result?.finishedAtMs ?? startedAtMs);
  }
  return {
    sessionId,
    models: [...new Set(calls.map(({ model }) => model))],
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    ...sumLine(calls),
  };
}

function sumLine(calls: readonly LlmCall[]): SpendingLine {
  const counts = { answered: 0, failed: 0, notMade: 0, underWay: 0, unknown: 0 };
  const line = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0, unpriced: 0 };
  for (const { outcome, result } of calls) {
    counts[COUNTED_AS[outcome]] += 1;
    if (result === null) continue;
    line.inputTokens += result.inputTokens;
    line.cachedInputTokens += result.cachedInputTokens ?? 0;
    line.outputTokens += result.outputTokens;
    if (result.costUsd === null) line.unpriced += 1;
    else line.costUsd += result.costUsd;
  }
  return { ...counts, ...line };
}
