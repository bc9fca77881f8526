import { describe, expect, it, jest } from "@jest/globals";
import type { Neo4jManager } from "@stemma/graph-store";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";
import type { Neo4jScene } from "./use-neo4j-scene.fixture.js";

/** Every session id that went to the database as a parameter, and how many statements carried one. */
function captureSessionIds(manager: Neo4jManager): { ids: Set<string>; statements: string[] } {
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

const countRemaining = (manager: Neo4jManager, sessionId: string) =>
  manager.runQuery(`MATCH (n) WHERE n.processing_status_${sessionId} IS NOT NULL RETURN count(n) as count`);

/** Task "Session Management and Cleanup", its four integration tests, on the task's own Cypher. */
export function describeSeedSessions(current: () => Neo4jScene): void {
  describe("session management", () => {
    it("creates a session and cleans it up", async () => {
      const { graph, manager } = current();
      await manager.runQuery(`
      CREATE (root:FILE {path: '/root.py'})
      CREATE (child:FILE {path: '/child.py'})
      CREATE (root)-[:CONTAINS]->(child)`);
      const captured = captureSessionIds(manager);
      const processor = new RecursiveDfsProcessor({ graph, llm: new RecordingProvider(), maxWorkers: 2 });
      const result = await processor.processNode("/root.py");
      expect([...captured.ids]).toEqual([result.sessionId]);
      expect(result.sessionId.length).toBeGreaterThan(0);
      expect(captured.statements.length).toBeGreaterThan(5);
      expect(await countRemaining(manager, result.sessionId)).toEqual([{ count: 0 }]);
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
      const { graph, manager } = current();
      await manager.runQuery(`
      CREATE (root:FILE {path: '/shared/root.py'})
      CREATE (c1:FILE {path: '/shared/child1.py'})
      CREATE (c2:FILE {path: '/shared/child2.py'})
      CREATE (root)-[:CONTAINS]->(c1)
      CREATE (root)-[:CONTAINS]->(c2)`);
      const otherGraph = await current().connectAgain();
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
      const { graph, manager } = current();
      await manager.runQuery(`
      CREATE (root:FILE {path: '/root.py'})
      CREATE (child:FILE {path: '/child.py'})
      CREATE (root)-[:CONTAINS]->(child)`);
      const captured = captureSessionIds(manager);
      const llm = new RecordingProvider(() => Promise.reject(new Error("LLM service unavailable")));
      const processor = new RecursiveDfsProcessor({ graph, llm, maxWorkers: 2, failFast: true });
      await expect(processor.processNode("/root.py")).rejects.toThrow("LLM service unavailable");
      const [sessionId = ""] = captured.ids;
      expect(sessionId).toMatch(/^[0-9a-f]{32}$/);
      expect(await countRemaining(manager, sessionId)).toEqual([{ count: 0 }]);
      expect(await manager.runQuery("MATCH (d:DOCUMENTATION) RETURN count(d) AS count")).toEqual([
        { count: 0 },
      ]);
    });

    it("times out, and cleans up", async () => {
      const { graph, manager } = current();
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
      expect(kept?.["count"]).toBeLessThan(101);
    });
  });
}
