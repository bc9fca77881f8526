import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Neo4jGraphStore, Neo4jManager } from "@stemma/graph-store";
import { type Neo4jServer, startNeo4j } from "@stemma/test-cleanup/neo4j";
import { RecursiveDfsProcessor } from "./recursive-dfs-processor.js";
import { RecordingProvider, turns } from "./testing/recording-provider.fixture.js";

/** Task "Session Management and Cleanup", its four integration tests, on a real Neo4j and the task's own Cypher. */
describe("session management on Neo4j", () => {
  let server: Neo4jServer;
  let manager: Neo4jManager;
  let graph: Neo4jGraphStore;
  beforeAll(async () => {
    server = await startNeo4j();
  }, 180_000);
  afterAll(() => server.stop(), 60_000);

  const connect = () => new Neo4jManager(server.uri, server.user, server.password, { retryMs: 2_000 });
  beforeEach(async () => {
    manager = connect();
    await manager.runQuery("MATCH (n) DETACH DELETE n");
    graph = await Neo4jGraphStore.open(manager);
  }, 60_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await expectNoResidue();
    await graph.close();
  }, 60_000);

  /** The task's own check, the same on the state nodes, and that no state is kept by other means. */
  async function expectNoResidue(): Promise<void> {
    const byKey = `
      MATCH (n)
      WHERE any(key in keys(n) WHERE key STARTS WITH 'processing_status_')
      RETURN count(n) as count`;
    expect(await manager.runQuery(byKey)).toEqual([{ count: 0 }]);
    const states = "MATCH (n) WHERE n:ProcessingState OR n:ProcessingSession RETURN count(n) AS count";
    expect(await manager.runQuery(states)).toEqual([{ count: 0 }]);
  }

  /** Every session id that went to the database as a parameter, and how many statements carried one. */
  function captureSessionIds(): { ids: Set<string>; statements: string[] } {
    const captured = { ids: new Set<string>(), statements: [] as string[] };
    const original = manager.runQuery.bind(manager);
    jest.spyOn(manager, "runQuery").mockImplementation((query, parameters, options) => {
      const id = parameters?.["session_id"];
      if (typeof id === "string") {
        captured.ids.add(id);
        captured.statements.push(query);
      }
      return original(query, parameters, options);
    });
    return captured;
  }

  const remaining = (sessionId: string) =>
    manager.runQuery(`MATCH (n) WHERE n.processing_status_${sessionId} IS NOT NULL RETURN count(n) as count`);

  it("creates a session and cleans it up", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: '/root.py'})
      CREATE (child:FILE {path: '/child.py'})
      CREATE (root)-[:CONTAINS]->(child)`);
    const captured = captureSessionIds();
    const processor = new RecursiveDfsProcessor({ graph, llm: new RecordingProvider(), maxWorkers: 2 });
    const result = await processor.processNode("/root.py");
    expect([...captured.ids]).toEqual([result.sessionId]);
    expect(result.sessionId.length).toBeGreaterThan(0);
    expect(captured.statements.length).toBeGreaterThan(5);
    expect(await remaining(result.sessionId)).toEqual([{ count: 0 }]);
    expect(await manager.runQuery("MATCH (n:FILE) RETURN count(n) as count")).toEqual([{ count: 2 }]);
    expect(await manager.runQuery("MATCH (n:FILE) RETURN DISTINCT keys(n) AS keys")).toEqual([
      { keys: ["path"] },
    ]);
    expect(result.documentation).toContain("root.py");
    const browsed = await manager.runQuery(
      "MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n:FILE) RETURN n.path AS path ORDER BY path",
    );
    expect(browsed).toEqual([{ path: "/child.py" }, { path: "/root.py" }]);
  });

  it("keeps concurrent sessions apart, truly overlapping, and both finish", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: '/shared/root.py'})
      CREATE (c1:FILE {path: '/shared/child1.py'})
      CREATE (c2:FILE {path: '/shared/child2.py'})
      CREATE (root)-[:CONTAINS]->(c1)
      CREATE (root)-[:CONTAINS]->(c2)`);
    const otherGraph = await Neo4jGraphStore.open(connect());
    let overlapping = 0;
    const llm = new RecordingProvider(async ({ node }) => {
      await turns(20);
      const [row] = await manager.runQuery("MATCH (s:ProcessingSession) RETURN count(s) AS count");
      overlapping = Math.max(overlapping, row?.["count"] as number);
      return { text: `about ${node.name}` };
    });
    const results = await Promise.all(
      [graph, otherGraph].map((store) =>
        new RecursiveDfsProcessor({ graph: store, llm, maxWorkers: 2 }).processNode("/shared/root.py"),
      ),
    );
    await otherGraph.close();
    expect(overlapping).toBe(2);
    expect(new Set(results.map((result) => result.sessionId)).size).toBe(2);
    for (const result of results) expect(result.documentation).toContain("root.py");
    expect(await manager.runQuery("MATCH (d:DOCUMENTATION) RETURN count(d) AS count")).toEqual([
      { count: 3 },
    ]);
  });

  it("cleans up when the model always fails", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: '/root.py'})
      CREATE (child:FILE {path: '/child.py'})
      CREATE (root)-[:CONTAINS]->(child)`);
    const captured = captureSessionIds();
    const llm = new RecordingProvider(() => Promise.reject(new Error("LLM service unavailable")));
    const processor = new RecursiveDfsProcessor({ graph, llm, maxWorkers: 2, failFast: true });
    await expect(processor.processNode("/root.py")).rejects.toThrow("LLM service unavailable");
    const [sessionId = ""] = captured.ids;
    expect(sessionId).toMatch(/^[0-9a-f]{32}$/);
    expect(await remaining(sessionId)).toEqual([{ count: 0 }]);
    expect(await manager.runQuery("MATCH (d:DOCUMENTATION) RETURN count(d) AS count")).toEqual([
      { count: 0 },
    ]);
  });

  it("times out, and cleans up", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: '/root.py'})
      WITH root
      UNWIND range(1, 100) as i
      CREATE (child:FILE {path: '/child' + i + '.py'})`);
    const processor = new RecursiveDfsProcessor({
      graph,
      llm: new RecordingProvider(),
      maxWorkers: 2,
      timeoutMs: 5_000,
      scope: "all",
    });
    jest.spyOn(processor, "processSingleNode").mockImplementation(async ({ node }) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return `Processed ${node.path}`;
    });
    const startedAt = performance.now();
    await expect(processor.processNode("/root.py")).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const [kept] = await manager.runQuery("MATCH (d:DOCUMENTATION) RETURN count(d) AS count");
    expect(kept?.["count"]).toBeGreaterThan(0);
    expect(kept?.["count"]).toBeLessThan(101);
  });

  it("lets eight sessions work on one graph at once", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: 'top'})
      WITH root UNWIND range(1, 30) AS i CREATE (root)-[:CONTAINS]->(:FILE {path: 'f' + i})`);
    const stores = await Promise.all(Array.from({ length: 8 }, () => Neo4jGraphStore.open(connect())));
    const results = await Promise.all(
      stores.map((store) =>
        new RecursiveDfsProcessor({ graph: store, llm: new RecordingProvider() }).processNode("top"),
      ),
    );
    await Promise.all(stores.map((store) => store.close()));
    for (const { counts } of results) expect(counts).toMatchObject({ total: 31, failed: 0 });
    expect(await manager.runQuery("MATCH (d:DOCUMENTATION) RETURN count(d) AS count")).toEqual([
      { count: 31 },
    ]);
  });

  it("ends with a typed error when the server is lost in mid-session; the next run removes what is left", async () => {
    await manager.runQuery(`
      CREATE (root:FILE {path: 'top'})
      WITH root UNWIND range(1, 50) AS i CREATE (root)-[:CONTAINS]->(:FILE {path: 'f' + i})`);
    let isPaused = false;
    const llm = new RecordingProvider(async ({ node }) => {
      if (!isPaused) {
        isPaused = true;
        await server.pause();
      }
      return { text: node.name };
    });
    const outcome = new RecursiveDfsProcessor({ graph, llm, maxWorkers: 2, leaseMs: 1 }).processNode("top");
    await expect(outcome).rejects.toMatchObject({ code: "GRAPH_UNREACHABLE" });
    await server.resume();
    const next = await new RecursiveDfsProcessor({ graph, llm: new RecordingProvider() }).processNode("top");
    expect(next.counts).toMatchObject({ total: 51, failed: 0 });
  }, 180_000);
});
