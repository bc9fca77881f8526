import { describe, expect, it } from "@jest/globals";
import type { RunMetrics } from "../metrics/run-metrics.js";
import type { FailedNode } from "../processing-result.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";
import { createRunReport } from "./create-run-report.js";

const metrics: RunMetrics = {
  elapsedMs: 10_000,
  nodesPerSecond: 100,
  workers: { limit: 20, averageBusy: 14, peakBusy: 20, idleShare: 0.3 },
  batches: { count: 10, meanSize: 100, writingMs: 500 },
  nodeMs: { average: 100, slowest: [{ id: "a", durationMs: 900 }] },
  heapBytes: { start: 1e7, peak: 2e7, growth: 1e7 },
  calls: { made: 9, recalled: 0, unknown: 0, inputTokens: 1, outputTokens: 1, costUsd: 1, unpriced: 0 },
};
const outcome = {
  sessionId: "s",
  rootId: "r",
  isComplete: true,
  counts: { total: 1_000, documented: 1_000, reused: 0, failed: 0, skipped: 0 },
  metrics,
  failed: [] as FailedNode[],
};
const failure = (id: string, code: string | null): FailedNode => ({ id, path: id, reason: "no", code });

describe("createRunReport", () => {
  it("recommends nothing when nothing stands out", () => {
    expect(createRunReport(outcome).recommendations).toEqual([]);
  });

  it.each([
    ["BUDGET_USED_UP", { isComplete: false }],
    ["RATE_LIMITED", { failed: [failure("a", "LLM_RATE_LIMIT")] }],
    ["NODES_FAILED", { failed: [failure("a", "LLM_REFUSED")] }],
    ["CALLS_UNKNOWN", { metrics: { ...metrics, calls: { ...metrics.calls, unknown: 3 } } }],
    ["PRICES_UNKNOWN", { metrics: { ...metrics, calls: { ...metrics.calls, unpriced: 3 } } }],
    ["STORE_SLOW", { metrics: { ...metrics, batches: { ...metrics.batches, writingMs: 6_000 } } }],
    [
      "WORKERS_IDLE",
      { metrics: { ...metrics, workers: { ...metrics.workers, averageBusy: 2, idleShare: 0.9 } } },
    ],
    ["WORKERS_SATURATED", { metrics: { ...metrics, workers: { ...metrics.workers, averageBusy: 19.5 } } }],
    [
      "SLOW_NODES",
      { metrics: { ...metrics, nodeMs: { average: 100, slowest: [{ id: "a", durationMs: 5_000 }] } } },
    ],
    ["MEMORY_GROWS", { metrics: { ...metrics, heapBytes: { ...metrics.heapBytes, growth: 3e8 } } }],
  ])("says %s, and why", (code, changes) => {
    const { recommendations } = createRunReport({ ...outcome, ...changes });
    expect(recommendations.map((item) => item.code)).toEqual([code]);
    expect(recommendations[0]?.message.length).toBeGreaterThan(30);
  });

  it("says nothing of speed after a short run", () => {
    const idle = { ...metrics, elapsedMs: 90, workers: { ...metrics.workers, idleShare: 0.99 } };
    expect(createRunReport({ ...outcome, metrics: idle }).recommendations).toEqual([]);
  });

  it("groups failures by code, the most frequent first", () => {
    const failed = [failure("a", null), failure("b", "X"), failure("c", "X")];
    expect(createRunReport({ ...outcome, failed }).failures).toMatchObject([
      { code: "X", count: 2, examples: [{ id: "b" }, { id: "c" }] },
      { code: "-", count: 1, examples: [{ id: "a" }] },
    ]);
  });

  describe("of a real run", () => {
    const bench = useProcessor();

    it("is plain data that survives JSON", async () => {
      await writeGraph(bench.graph, ["top CONTAINS a", "top CONTAINS b"]);
      bench.llm = new RecordingProvider(({ node }) =>
        node.id === "a" ? Promise.reject(new Error("no")) : Promise.resolve({ text: node.name }),
      );
      const report = createRunReport(await bench.processor().processNode("top"));
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      expect(report).toMatchObject({
        formatVersion: 1,
        counts: { total: 3, documented: 2, failed: 1 },
        metrics: { batches: { count: expect.any(Number), writingMs: expect.any(Number) } },
        failures: [{ code: "-", count: 1, examples: [{ id: "a", reason: "no" }] }],
        recommendations: [{ code: "NODES_FAILED" }],
      });
    });
  });
});
