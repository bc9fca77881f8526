import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { type GraphSession, SqliteGraphStore } from "@stemma/graph-store";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { sessionResidue, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";

/** Task "Session Management and Cleanup", its four integration tests, on the embedded store. */
describe("session management", () => {
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
  });
  afterEach(() => graph.close());

  it("creates a session and cleans it up", async () => {
    await writeGraph(graph, ["/root.py CONTAINS /child.py"]);
    const opened = jest.spyOn(graph, "openSession");
    const processor = new RecursiveDfsProcessor({ graph, llm: new RecordingProvider(), maxWorkers: 2 });
    const result = await processor.processNode("/root.py");
    const session = (await opened.mock.results[0]?.value) as GraphSession;
    expect(session.id).toMatch(/^[0-9a-f]{32}$/);
    expect(result.sessionId).toBe(session.id);
    expect(await sessionResidue(graph)).toBe(0);
    expect(await graph.readNodes({ labels: ["FILE"] })).toHaveLength(2);
    expect(await graph.readRelations({})).toHaveLength(1);
  });

  it("keeps concurrent sessions apart, truly overlapping, and both finish", async () => {
    await writeGraph(graph, [
      "/shared/root.py CONTAINS /shared/child1.py",
      "/shared/root.py CONTAINS /shared/child2.py",
    ]);
    let sessionsAtOnce = 0;
    const provider = new RecordingProvider(async (request) => {
      await turns(5);
      sessionsAtOnce = Math.max(sessionsAtOnce, (await graph.readStatistics()).sessions);
      return { text: `about ${request.node.name}` };
    });
    const processors = [1, 2].map(() => new RecursiveDfsProcessor({ graph, llm: provider, maxWorkers: 2 }));
    const results = await Promise.all(
      processors.map((processor) => processor.processNode("/shared/root.py")),
    );
    expect(sessionsAtOnce).toBe(2);
    expect(new Set(results.map((result) => result.sessionId)).size).toBe(2);
    for (const result of results) {
      expect(result.documentation).toContain("root.py");
      expect(result.counts).toMatchObject({ total: 3, documented: 3, failed: 0 });
    }
    expect(await sessionResidue(graph)).toBe(0);
    expect(await graph.readDocumentation({})).toHaveLength(3);
  });

  it.each([false, true])("cleans up when the model always fails (failFast %s)", async (failFast) => {
    await writeGraph(graph, ["/root.py CONTAINS /child.py"]);
    const opened = jest.spyOn(graph, "openSession");
    const llm = new RecordingProvider(() => Promise.reject(new Error("LLM service unavailable")));
    const processor = new RecursiveDfsProcessor({ graph, llm, maxWorkers: 2, failFast });
    const outcome = await processor.processNode("/root.py").catch((error: unknown) => error);
    expect(outcome).toMatchObject(
      failFast
        ? { code: "NODE_FAILED", nodeId: "/child.py" }
        : {
            documentation: null,
            failed: [
              { id: "/child.py", reason: "LLM service unavailable" },
              { id: "/root.py", reason: "LLM service unavailable" },
            ],
          },
    );
    expect(opened).toHaveBeenCalledTimes(1);
    expect(await sessionResidue(graph)).toBe(0);
    // An error's text never becomes documentation.
    expect(await graph.readDocumentation({})).toEqual([]);
  });

  it("times out, keeps what was finished, and cleans up", async () => {
    const children = Array.from({ length: 100 }, (_, index) => `/child${index + 1}.py`);
    await writeGraph(graph, [], ["/root.py", ...children]);
    const processor = new RecursiveDfsProcessor({
      graph,
      llm: new RecordingProvider(),
      maxWorkers: 2,
      timeoutMs: 300,
      scope: "all",
    });
    jest.spyOn(processor, "processSingleNode").mockImplementation(async ({ node }) => {
      // Slow processing that knows nothing of signals.
      await new Promise((resolve) => setTimeout(resolve, 40));
      return `Processed ${node.path}`;
    });
    const startedAt = performance.now();
    await expect(processor.processNode("/root.py")).rejects.toMatchObject({
      code: "TIMEOUT",
      timeoutMs: 300,
    });
    expect(performance.now() - startedAt).toBeLessThan(1_300);
    expect(await sessionResidue(graph)).toBe(0);
    const kept = await graph.readDocumentation({});
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(100);
    expect(kept.every((entry) => entry.text === `Processed ${entry.nodeId}`)).toBe(true);
  });

  it("shows where each node stands, to whoever looks while it works", async () => {
    await writeGraph(graph, ["top CONTAINS a", "top CONTAINS bad", "top CONTAINS slow", "slow CONTAINS z"]);
    const opened = jest.spyOn(graph, "openSession");
    let answer = (): void => undefined;
    const llm = new RecordingProvider(async ({ node }) => {
      if (node.id === "bad") throw new Error("no");
      if (node.id === "slow") await new Promise<void>((resolve) => (answer = resolve));
      return { text: node.name };
    });
    const run = new RecursiveDfsProcessor({ graph, llm }).processNode("top");
    const isSlowReached = () => llm.documentedIds.includes("slow");
    while (!isSlowReached()) await turns(1);
    const session = (await opened.mock.results[0]?.value) as GraphSession;
    const readStates = async () =>
      Object.fromEntries((await session.readStates()).map(({ nodeId, status }) => [nodeId, status]));
    while ((await readStates())["slow"] !== "in_progress") await turns(1);
    expect(await readStates()).toEqual({
      a: "completed",
      bad: "failed",
      slow: "in_progress",
      top: "pending",
      z: "completed",
    });
    answer();
    expect((await run).counts).toMatchObject({ documented: 4, failed: 1 });
  });
});
