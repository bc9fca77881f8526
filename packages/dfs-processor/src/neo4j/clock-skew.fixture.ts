import { describe, expect, it, jest } from "@jest/globals";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import type { Neo4jScene } from "./use-neo4j-scene.fixture.js";

const HOUR_MS = 3_600_000;
const elsewhere = { host: "elsewhere", pid: 1, startedAt: "1" };

/** Leases are reckoned by the database's clock, whatever the clocks of those who hold them show. */
export function describeClockSkew(current: () => Neo4jScene): void {
  describe("clocks that differ", () => {
    it.each([
      ["ahead", HOUR_MS],
      ["behind", -HOUR_MS],
    ])("sweeps neither too early nor too late for a host an hour %s", async (_case, skewMs) => {
      const { graph, connectAgain } = current();
      await writeGraph(graph, ["top CONTAINS a"]);
      const skewed = await connectAgain();
      const now = Date.now.bind(Date);
      const leased = await graph.openSession({ sessionId: "leased", holder: elsewhere });
      jest.spyOn(Date, "now").mockImplementation(() => now() + skewMs);
      // Opened and worked in by the skewed host, which sweeps first.
      const llm = new RecordingProvider(async ({ node }) => {
        jest.restoreAllMocks();
        expect(await graph.sweepSessions()).toEqual([]);
        return { text: node.name };
      });
      const { counts } = await new RecursiveDfsProcessor({ graph: skewed, llm }).processNode("top");
      expect(counts).toMatchObject({ documented: 2, failed: 0 });
      await leased.heartbeat();
      await leased.close();
      jest.spyOn(Date, "now").mockImplementation(() => now() + skewMs);
      await graph.openSession({ sessionId: "over", holder: elsewhere, leaseMs: -1 });
      expect(await skewed.sweepSessions()).toEqual(["over"]);
      await skewed.close();
    });
  });
}
