import type { Recommendation, RecommendationCode, RunReport } from "./run-report.js";

type Facts = Pick<RunReport, "isComplete" | "counts" | "metrics" | "failures">;
type Rule = readonly [RecommendationCode, (facts: Facts) => string | undefined];

/** Shorter runs say nothing about speed. */
const MIN_ELAPSED_MS = 1_000;
const MIN_NODES = 100;
const IDLE_SHARE = 0.5;
const SATURATED_SHARE = 0.9;
const STORE_SHARE = 0.5;
const SLOW_FACTOR = 10;
const SLOW_MS = 1_000;
const BYTES_A_NODE = 50_000;
const MIN_GROWTH_BYTES = 200_000_000;

const rules: readonly Rule[] = [
  ["BUDGET_USED_UP", budgetUsedUp],
  ["RATE_LIMITED", rateLimited],
  ["NODES_FAILED", nodesFailed],
  ["CALLS_UNKNOWN", callsUnknown],
  ["PRICES_UNKNOWN", pricesUnknown],
  ["STORE_SLOW", storeSlow],
  ["WORKERS_IDLE", workersIdle],
  ["WORKERS_SATURATED", workersSaturated],
  ["SLOW_NODES", slowNodes],
  ["MEMORY_GROWS", memoryGrows],
];

/** What to look at first in a run, most pressing first; empty when nothing stands out. */
export function recommend(facts: Facts): Recommendation[] {
  return rules.flatMap(([code, rule]) => {
    const message = rule(facts);
    return message === undefined ? [] : [{ code, message }];
  });
}

function budgetUsedUp({ isComplete, counts }: Facts): string | undefined {
  if (isComplete) return undefined;
  return `The budget ended the run with ${counts.skipped} nodes to do. Raise it and run again: what is done is kept.`;
}

function rateLimited({ failures }: Facts): string | undefined {
  const count = failures.find((group) => group.code === "LLM_RATE_LIMIT")?.count ?? 0;
  if (count === 0) return undefined;
  return `${count} nodes failed because the service refused more calls. Use fewer workers or a rate limit, then run again.`;
}

function nodesFailed({ failures }: Facts): string | undefined {
  const [first] = failures.filter((group) => group.code !== "LLM_RATE_LIMIT");
  if (first === undefined) return undefined;
  const reason = first.examples[0]?.reason ?? "";
  return `${first.count} nodes failed alike, the first with: ${reason}. Run again to do only the failed ones.`;
}

function callsUnknown({ metrics: { calls } }: Facts): string | undefined {
  if (calls.unknown === 0) return undefined;
  return `${calls.unknown} calls of a run that died were made again; the service may have charged for them twice.`;
}

function pricesUnknown({ metrics: { calls } }: Facts): string | undefined {
  if (calls.unpriced === 0) return undefined;
  return `The price of ${calls.unpriced} answers is not known, so they are missing from the cost. Give the model's prices.`;
}

function storeSlow(facts: Facts): string | undefined {
  const { elapsedMs, batches } = facts.metrics;
  const share = batches.writingMs / elapsedMs;
  if (!isLong(facts) || share < STORE_SHARE) return undefined;
  return `${percent(share)} of the time went into writing to the graph. More workers won't help; a store on a faster disk or nearer would.`;
}

function workersIdle(facts: Facts): string | undefined {
  const { idleShare, averageBusy, peakBusy, limit } = facts.metrics.workers;
  if (!isLong(facts) || idleShare < IDLE_SHARE || limit === 1) return undefined;
  const cause =
    peakBusy < limit
      ? "the graph never had more to do at once"
      : "most of the time the graph had less to do at once";
  return `${averageBusy.toFixed(1)} of ${limit} workers were busy on average: ${cause}, or the provider is fast. Fewer would do.`;
}

function workersSaturated(facts: Facts): string | undefined {
  const { averageBusy, limit } = facts.metrics.workers;
  if (!isLong(facts) || averageBusy < SATURATED_SHARE * limit) return undefined;
  return `All ${limit} workers were busy nearly all the time. If the service allows, more of them finish sooner.`;
}

function slowNodes(facts: Facts): string | undefined {
  const { average, slowest } = facts.metrics.nodeMs;
  const slow = slowest.filter((node) => node.durationMs > Math.max(SLOW_MS, SLOW_FACTOR * average));
  if (slow.length === 0) return undefined;
  const named = slow.slice(0, 3).map((node) => `${node.id} (${(node.durationMs / 1000).toFixed(1)} s)`);
  return `Some nodes took over ${SLOW_FACTOR} times as long as the average of ${Math.round(average)} ms: ${named.join(", ")}.`;
}

function memoryGrows(facts: Facts): string | undefined {
  const { growth } = facts.metrics.heapBytes;
  const nodes = facts.counts.total;
  if (growth < MIN_GROWTH_BYTES || growth / nodes < BYTES_A_NODE) return undefined;
  return `The heap grew by ${Math.round(growth / 1e6)} MB. Turn keepTexts off to leave the texts in the graph.`;
}

function isLong({ counts, metrics }: Facts): boolean {
  return metrics.elapsedMs >= MIN_ELAPSED_MS && counts.documented >= MIN_NODES;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
