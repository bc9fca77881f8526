import { describe, expect, it } from "@jest/globals";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import type { Neo4jScene } from "./use-neo4j-scene.fixture.js";

/** The server goes away under a run. */
export function describeLostServer(current: () => Neo4jScene): void {
  describe("a server that goes away", () => {
    it("ends with a typed error when the server is lost in mid-session; the next run removes what is left", async () => {
      const { graph, manager, server } = current();
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
      const next = await new RecursiveDfsProcessor({ graph, llm: new RecordingProvider() }).processNode(
        "top",
      );
      expect(next.counts).toMatchObject({ total: 51, failed: 0 });
    }, 600_000);
  });
}
