import { describe, expect, it } from "@jest/globals";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import type { Neo4jScene } from "./use-neo4j-scene.fixture.js";

/** Names of properties are never freed by Neo4j, so their number may not depend on the number of sessions. */
export function describePropertyKeys(current: () => Neo4jScene): void {
  describe("property keys of the database", () => {
    it("are as many after thirty sessions as after one", async () => {
      const { graph, manager } = current();
      await manager.runQuery("CREATE (:FILE {path: '/root.py'})-[:CONTAINS]->(:FILE {path: '/child.py'})");
      const readKeys = async () => {
        const rows = await manager.runQuery("CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey");
        return rows.map((row) => String(row["propertyKey"])).sort();
      };
      const runSession = async (session: number) => {
        const llm = new RecordingProvider();
        llm.isFree = session % 10 !== 0;
        // Another model each time, so that each session documents.
        llm.model = `model ${session}`;
        const processor = new RecursiveDfsProcessor({ graph, llm, maxWorkers: 2 });
        expect((await processor.processNode("/root.py")).counts.documented).toBe(2);
      };
      await runSession(0);
      const before = await readKeys();
      for (let session = 1; session <= 30; session++) await runSession(session);
      expect(await readKeys()).toEqual(before);
      expect(before.filter((key) => key.startsWith("processing_status_"))).toEqual([]);
    }, 600_000);
  });
}
