import { describe, expect, it } from "@jest/globals";
import type { CurrentStore } from "./current-store.fixture.js";
import { sampleGraph } from "./sample-graph.fixture.js";

export function testClosing(current: CurrentStore): void {
  describe("close", () => {
    it("lets what was called before finish, refuses what comes after, and may be called again", async () => {
      const store = current();
      const session = await store.openSession();
      const applied = store.applyChanges(sampleGraph);
      const read = store.readNodes({});
      await Promise.all([store.close(), store.close()]);
      await expect(applied).resolves.toBeUndefined();
      await expect(read).resolves.toHaveLength(6);
      for (const late of [
        () => store.applyChanges({}),
        () => store.readNodes({}),
        () => store.readOutline(),
        () => store.readRelations({}),
        () => store.readSubtree([], "all"),
        () => store.readDocumentation({}),
        () => store.streamDocumentation()[Symbol.asyncIterator]().next(),
        () => store.readLlmCalls({}),
        () => store.readStatistics(),
        () => store.openSession(),
        () => store.sweepSessions(),
        () => session.record({}),
        () => session.heartbeat(),
      ]) {
        await expect(late()).rejects.toMatchObject({ code: "CLOSED" });
      }
    });
  });
}
