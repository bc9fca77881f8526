import { describe, expect, it } from "@jest/globals";
import { BudgetExceededError } from "@stemma/llm";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("interruption", () => {
  const bench = useProcessor();

  it("ends at an abort, passes it on to the calls, and keeps what is finished", async () => {
    const controller = new AbortController();
    let passedOn: AbortSignal | undefined;
    bench.llm = new RecordingProvider(async ({ node }, signal) => {
      if (node.id === "leaf") return { text: "leaf" };
      passedOn = signal;
      controller.abort("enough");
      return new Promise(() => undefined);
    });
    await writeGraph(bench.graph, ["top CONTAINS leaf"]);
    const run = bench.processor().processNode("top", { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED", cause: "enough" });
    expect(passedOn?.aborted).toBe(true);
    expect((await bench.graph.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["leaf"]);
  });

  it("does nothing at all for a signal that has fired before", async () => {
    await writeGraph(bench.graph, [], ["top"]);
    const run = bench.processor().processNode("top", { signal: AbortSignal.abort("before") });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
    expect(bench.llm.requests).toEqual([]);
  });

  it("stops at the end of a budget with a closed part of the bench.graph, and goes on from there", async () => {
    let budget = 2;
    bench.llm = new RecordingProvider(({ node }) => {
      budget -= 1;
      return budget < 0
        ? Promise.reject(new BudgetExceededError("tokens", 2, 2))
        : Promise.resolve({ text: node.name });
    });
    await writeGraph(bench.graph, ["top CONTAINS a", "top CONTAINS b", "a CONTAINS a1", "b CONTAINS b1"]);
    const first = await bench.processor({ maxWorkers: 1 }).processNode("top");
    expect(first).toMatchObject({
      isComplete: false,
      documentation: null,
      counts: { documented: 2, skipped: 3, failed: 0 },
    });
    expect((await bench.graph.readDocumentation({})).map((entry) => entry.nodeId)).toEqual(["a", "a1"]);
    budget = 10;
    const second = await bench.processor().processNode("top");
    expect(second).toMatchObject({ isComplete: true, counts: { documented: 3, reused: 2 } });
  });
});
