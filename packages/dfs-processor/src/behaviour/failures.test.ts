import { describe, expect, it } from "@jest/globals";
import { type Clock, systemClock } from "@stemma/core";
import { LlmRateLimitError, LlmRefusedError, stackMiddleware, withRetry } from "@stemma/llm";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("failures", () => {
  const bench = useProcessor();

  it("documents parents with what is there, and does only the failed again", async () => {
    let isDown = true;
    bench.llm = new RecordingProvider(({ node, missing }) => {
      if (node.id === "bad" && isDown) return Promise.reject(new Error("overloaded"));
      return Promise.resolve({ text: `${node.name} lacks ${missing.map((other) => other.name).join()}` });
    });
    await writeGraph(bench.graph, ["top CONTAINS good", "top CONTAINS bad"]);
    const first = await bench.processor().processNode("top");
    expect(first.counts).toMatchObject({ documented: 2, failed: 1 });
    expect(first.documentation).toBe("top lacks bad");
    expect((await bench.graph.readDocumentation({ nodeIds: ["top"] }))[0]?.isPartial).toBe(true);

    bench.llm.requests.length = 0;
    expect((await bench.processor().processNode("top")).counts).toMatchObject({
      documented: 0,
      reused: 2,
      failed: 1,
    });
    expect(bench.llm.documentedIds).toEqual(["bad"]);

    isDown = false;
    const third = await bench.processor().processNode("top");
    expect(third.counts).toMatchObject({ documented: 2, reused: 1, failed: 0 });
    expect(third.documentation).toBe("top lacks");
  });

  it("takes an empty answer for a failure, and names the node in a text that does not", async () => {
    bench.llm = new RecordingProvider(({ node }) =>
      Promise.resolve({ text: node.id === "empty" ? " \n" : "It does things." }),
    );
    await writeGraph(bench.graph, ["top CONTAINS empty"]);
    const { failed, documentation } = await bench.processor().processNode("top");
    expect(failed).toMatchObject([{ id: "empty", code: "LLM_BAD_ANSWER" }]);
    expect(documentation).toBe("`top`: It does things.");
  });

  it("ends with a callback's own exception", async () => {
    await writeGraph(bench.graph, ["top CONTAINS below"]);
    const onDocumented = () => {
      throw new Error("listener broke");
    };
    await expect(bench.processor().processNode("top", { onDocumented })).rejects.toThrow("listener broke");
  });

  it("says so when the session was swept by others while it worked", async () => {
    bench.llm = new RecordingProvider(async ({ node }) => {
      const other = await bench.graph.openSession();
      await other.close();
      await bench.graph.sweepSessions();
      return { text: node.name };
    });
    await writeGraph(bench.graph, ["top CONTAINS below"]);
    await expect(bench.processor({ leaseMs: -1 }).processNode("top")).rejects.toMatchObject({
      code: "SESSION_LOST",
    });
  });

  it("waits as long as the service asks before it calls again, and notes one call", async () => {
    const delays: number[] = [];
    const clock: Clock = {
      ...systemClock,
      schedule(delayMs, callback) {
        delays.push(delayMs);
        return systemClock.schedule(0, callback);
      },
    };
    let refusals = 2;
    bench.llm = new RecordingProvider(({ node }) => {
      refusals -= 1;
      return refusals >= 0
        ? Promise.reject(new LlmRateLimitError("m", 7_000 + refusals))
        : Promise.resolve({ text: node.name });
    });
    bench.llm.isFree = false;
    await writeGraph(bench.graph, [], ["top"]);
    const llm = stackMiddleware(bench.llm, [withRetry({ clock, random: () => 0 })]);
    const { counts } = await bench.processor({ llm }).processNode("top");
    expect(counts).toMatchObject({ documented: 1, failed: 0 });
    expect(delays).toEqual([7_001, 7_000]);
    expect(await bench.graph.readLlmCalls({})).toMatchObject([{ outcome: "answered" }]);
  });

  it("notes a refused call as failed, and an aborted one as of unknown outcome", async () => {
    const controller = new AbortController();
    bench.llm = new RecordingProvider(({ node }) => {
      if (node.id === "a") return Promise.reject(new LlmRefusedError("m", "no", 400));
      controller.abort();
      return new Promise(() => undefined);
    });
    bench.llm.isFree = false;
    await writeGraph(bench.graph, ["top CONTAINS a"]);
    const run = bench.processor().processNode("top", { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
    const calls = await bench.graph.readLlmCalls({});
    expect(calls.map(({ nodeId, outcome }) => [nodeId, outcome]).sort()).toEqual([
      ["a", "failed"],
      ["top", "unknown"],
    ]);
    bench.llm = new RecordingProvider();
    bench.llm.isFree = false;
    const { counts, metrics } = await bench.processor().processNode("top");
    expect(counts).toMatchObject({ documented: 2, failed: 0 });
    expect(metrics.calls).toMatchObject({ made: 2, unknown: 0 });
  });
});
