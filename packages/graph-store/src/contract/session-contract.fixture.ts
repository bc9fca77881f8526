import { describe, expect, it } from "@jest/globals";
import { currentProcessIdentity } from "../session/process-identity.js";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleDocumentation, sampleGraph } from "./sample-graph.fixture.js";

export function testSessions(current: CurrentStore): void {
  describe("sessions", () => {
    it("keep each its own statuses and leave nothing behind when closed", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const before = await store.readStatistics();
      const [one, two] = await Promise.all([store.openSession(), store.openSession()]);
      expect(one.id).toMatch(/^[0-9a-f]{32}$/);
      expect(one.id).not.toBe(two.id);
      await one.record({
        states: [
          { status: "pending", nodeIds: ["b.py", "c.py", "a.py"] },
          { status: "in_progress", nodeIds: ["c.py"] },
        ],
      });
      await one.record({ states: [{ status: "completed", nodeIds: ["a.py"] }] });
      await two.record({ states: [{ status: "failed", nodeIds: ["a.py"] }] });
      expect(await one.readStates()).toEqual([
        { nodeId: "a.py", status: "completed" },
        { nodeId: "b.py", status: "pending" },
        { nodeId: "c.py", status: "in_progress" },
      ]);
      expect(await two.readStates()).toEqual([{ nodeId: "a.py", status: "failed" }]);
      await one.close();
      await one.close();
      expect(await two.readStates()).toHaveLength(1);
      await two.close();
      expect(await store.readStatistics()).toEqual(before);
      expect(await store.readNodes({})).toEqual(sampleGraph.upsertNodes);
    });

    it("record all or nothing, and not at all once they are gone", async () => {
      const store = current();
      await store.applyChanges(sampleGraph);
      const session = await store.openSession({ sessionId: "gone" });
      await session.close();
      await expect(session.record({ documentation: [sampleDocumentation("a.py")] })).rejects.toMatchObject({
        code: "SESSION_LOST",
        sessionId: "gone",
      });
      await expect(session.heartbeat()).rejects.toMatchObject({ code: "SESSION_LOST" });
      expect(await store.readDocumentation({})).toEqual([]);
    });

    it("of a dead process on this host are swept at once, with their states", async () => {
      const store = current();
      const alive = currentProcessIdentity();
      // The right pid with another start time: the id was given to a new process.
      const session = await store.openSession({ sessionId: "dead", holder: { ...alive, startedAt: "1" } });
      await session.record({ states: [{ status: "in_progress", nodeIds: ["a.py"] }] });
      const next = await store.openSession({ sessionId: "next" });
      expect(next.sweptSessionIds).toEqual(["dead"]);
      expect(await store.readStatistics()).toMatchObject({ sessions: 1, processingStates: 0 });
      expect(await store.sweepSessions()).toEqual([]);
    });

    it("of another host are swept only when their lease is over, which a heartbeat puts off", async () => {
      const store = current();
      const elsewhere = { host: "elsewhere", pid: 1, startedAt: "1" };
      const over = await store.openSession({ sessionId: "over", holder: elsewhere, leaseMs: -1 });
      // Opening sweeps: "over" must be gone now, "leased" must stay.
      await store.openSession({ sessionId: "leased", holder: elsewhere, leaseMs: 60_000 });
      await expect(over.heartbeat()).rejects.toMatchObject({ code: "SESSION_LOST" });
      expect(await store.sweepSessions()).toEqual([]);
      expect(await store.readStatistics()).toMatchObject({ sessions: 1 });
    });
  });
}
