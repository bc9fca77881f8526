import { describe, expect, it } from "@jest/globals";
import { ExtractiveProvider } from "@stemma/llm";
import type { DocumentedBatch, ProcessingProgress } from "../processor-options.js";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("what it tells while it works", () => {
  const bench = useProcessor();

  it("hands over stored documentation and reused ids, each once", async () => {
    await writeGraph(bench.graph, ["top CONTAINS a", "top CONTAINS b"]);
    await bench.processor().processNode("a");
    const batches: DocumentedBatch[] = [];
    const progress: ProcessingProgress[] = [];
    await bench.processor().processNode("top", {
      onDocumented: (batch) => batches.push(batch),
      onProgress: (step) => progress.push(step),
    });
    expect(batches.flatMap((batch) => batch.documentation).map((entry) => entry.nodeId)).toEqual([
      "b",
      "top",
    ]);
    expect(batches.flatMap((batch) => batch.reusedIds)).toEqual(["a"]);
    expect(progress.at(-1)).toEqual({ total: 3, documented: 2, reused: 1, failed: 0, inFlight: 0 });
  });

  it("measures the run", async () => {
    bench.llm = new RecordingProvider(async ({ node }) => {
      await turns(2);
      return { text: node.name, usage: { inputTokens: 10, outputTokens: 3, costUsd: 0.5 } };
    });
    bench.llm.isFree = false;
    await writeGraph(bench.graph, ["top CONTAINS a"]);
    const subject = bench.processor({ maxWorkers: 4 });
    expect(subject.getMetrics()).toBeUndefined();
    const { metrics } = await subject.processNode("top");
    expect(metrics).toMatchObject({
      workers: { limit: 4, peakBusy: 1 },
      calls: { made: 2, recalled: 0, unknown: 0, inputTokens: 20, outputTokens: 6, costUsd: 1 },
    });
    expect(metrics.nodeMs.slowest).toHaveLength(2);
    expect(metrics.workers.idleShare).toBeGreaterThan(0.5);
    // Transactions that hold calls only are no batches of nodes.
    expect(metrics.batches.count * metrics.batches.meanSize).toBe(2);
    expect(metrics.batches.meanSize).toBeGreaterThanOrEqual(1);
    expect(subject.getMetrics()).toEqual(metrics);
  });

  it("documents with the extractive provider what the code says", async () => {
    await writeGraph(bench.graph, ["src/a.py FUNCTION_DEFINITION src/a.py#parse"]);
    await bench.graph.applyChanges({
      upsertNodes: [{ ...codeNode("src/a.py#parse"), docstring: "Parses a header." }],
    });
    const { documentation } = await bench
      .processor({ llm: new ExtractiveProvider() })
      .processNode("src/a.py");
    expect(documentation).toBe("`a.py` defines:\n- `parse`: Parses a header.");
  });
});
