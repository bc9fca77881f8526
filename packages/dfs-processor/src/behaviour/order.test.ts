import { describe, expect, it } from "@jest/globals";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("order", () => {
  const bench = useProcessor();

  it("documents each node once, after all that it contains and calls (a diamond)", async () => {
    await writeGraph(bench.graph, [
      "top CONTAINS left",
      "top CONTAINS right",
      "left CALLS base",
      "right CALLS base",
      "top CONTAINS base",
    ]);
    const { counts } = await bench.processor({ maxWorkers: 1 }).processNode("top");
    expect(bench.llm.documentedIds).toEqual(["base", "left", "right", "top"]);
    expect(counts).toEqual({ total: 4, documented: 4, reused: 0, failed: 0, skipped: 0 });
    expect(bench.llm.requests[3]?.children.map((child) => child.summary)).toEqual([
      "base does source of base.",
      "left does source of left.",
      "right does source of right.",
    ]);
  });

  it("never has more than maxWorkers under way, and that many where the tree allows it", async () => {
    bench.llm = new RecordingProvider(async (request) => {
      await turns(3);
      return { text: request.node.name };
    });
    await writeGraph(
      bench.graph,
      Array.from({ length: 60 }, (_, index) => `top CONTAINS f${index}`),
    );
    const { metrics } = await bench.processor({ maxWorkers: 7 }).processNode("top");
    expect(bench.llm.peakInFlight).toBe(7);
    expect(metrics.workers.peakBusy).toBe(7);
  });
});
