import { describe, expect, it } from "@jest/globals";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("calls that cost", () => {
  const bench = useProcessor();
  const leaves = ["a", "b", "c", "d", "e", "f"];
  const relations = leaves.map((leaf) => `top CONTAINS ${leaf}`);
  const notedIds = async () => (await bench.graph.readLlmCalls({})).map((call) => call.nodeId).sort();

  it("are noted ahead, half as many as there are workers, and no more of them are made than there are workers", async () => {
    const noted: string[][] = [];
    bench.llm = new RecordingProvider(async ({ node }) => {
      await turns(20);
      noted.push(await notedIds());
      return { text: node.id };
    });
    bench.llm.isFree = false;
    await writeGraph(bench.graph, relations);
    const { counts, metrics } = await bench.processor({ maxWorkers: 2 }).processNode("top");
    expect(counts.documented).toBe(7);
    expect(bench.llm.peakInFlight).toBe(2);
    expect(metrics.workers.peakBusy).toBe(2);
    expect(noted[0]).toEqual(["a", "b", "c"]);
  });

  it("are known not to have been made when the run ends before their turn", async () => {
    const controller = new AbortController();
    bench.llm = new RecordingProvider(async () => {
      while ((await notedIds()).length < 3) await turns(1);
      controller.abort();
      return new Promise(() => undefined);
    });
    bench.llm.isFree = false;
    await writeGraph(bench.graph, relations);
    const run = bench.processor({ maxWorkers: 2 }).processNode("top", { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
    const calls = await bench.graph.readLlmCalls({});
    expect(calls.map(({ nodeId, outcome }) => [nodeId, outcome]).sort()).toEqual([
      ["a", "unknown"],
      ["b", "unknown"],
      ["c", "not_made"],
    ]);
  });

  it("show as in progress when they are made, not when they are noted", async () => {
    let shown: string[] = [];
    bench.llm = new RecordingProvider(async ({ node }) => {
      while (shown.length === 0) {
        await turns(1);
        shown = await readInProgress();
      }
      return { text: node.id };
    });
    bench.llm.isFree = false;
    const readInProgress = async () => {
      const [session] = sessions;
      const states = (await session?.readStates()) ?? [];
      return states.filter(({ status }) => status === "in_progress").map(({ nodeId }) => nodeId);
    };
    const sessions: Awaited<ReturnType<typeof bench.graph.openSession>>[] = [];
    const openSession = bench.graph.openSession.bind(bench.graph);
    bench.graph.openSession = async (options) => {
      const session = await openSession(options);
      sessions.push(session);
      return session;
    };
    await writeGraph(bench.graph, relations);
    await bench.processor({ maxWorkers: 2 }).processNode("top");
    expect(shown).toEqual(["a", "b"]);
  });
});
