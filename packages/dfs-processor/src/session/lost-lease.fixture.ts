import { describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { ChildRun } from "../crash/child-run.fixture.js";
import { ScriptedService } from "../crash/scripted-service.fixture.js";
import { type CurrentScene, rememberGraph } from "../testing/graph-scene.fixture.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { turns } from "../testing/recording-provider.fixture.js";

const WORKERS = 4;
const LEASE_MS = 1_000;

/** Sweeps until the session of the paused process is gone. Paused while it holds the lock, it would block all: then it goes on for a moment. */
async function sweepPaused(graph: GraphStore, run: ChildRun): Promise<string[]> {
  for (;;) {
    run.pause();
    try {
      for (;;) {
        const swept = await graph.sweepSessions({ timeoutMs: 5_000 });
        if (swept.length > 0) return swept;
      }
    } catch (error) {
      if (!hasErrorCode(error, "GRAPH_BUSY")) throw error;
      run.resume();
      await turns(10);
    }
  }
}

/** A process that is stopped for longer than its lease, while others go on. */
export function describeLostLease(current: CurrentScene): void {
  describe("a process that sleeps for longer than its lease", () => {
    it("is told so when it wakes; another run finishes in the meantime, and nothing answered is paid again", async () => {
      const { graph, location, environment } = current();
      await writeGraph(
        graph,
        Array.from({ length: 20 }, (_, index) => `top CONTAINS f${String(index).padStart(2, "0")}`),
      );
      const expectUntouched = await rememberGraph(graph);
      const service = await ScriptedService.start();
      const start = (leaseMs: number) =>
        new ChildRun(location, service.url, WORKERS, { ...environment, LEASE_MS: String(leaseMs) });
      const sleeper = start(LEASE_MS);
      const other = start(60_000);
      try {
        service.answersFrom = 8;
        await sleeper.begin();
        // Eight answers, and four calls that wait.
        while (service.calls.length < 8 + WORKERS) await turns(1);
        const answeredBefore = (await graph.readLlmCalls({})).filter((call) => call.outcome === "answered");
        expect(await sweepPaused(graph, sleeper)).toHaveLength(1);
        service.answerAll();
        await other.begin();
        expect((await other.end())?.counts).toMatchObject({ total: 21, failed: 0 });
        sleeper.resume();
        await expect(sleeper.end()).rejects.toThrow("SESSION_LOST");
        await expectUntouched();
        const requests = service.calls.map((call) => call.nodeId);
        for (const { nodeId } of answeredBefore) {
          expect(requests.filter((request) => request === nodeId)).toHaveLength(1);
        }
        expect(await graph.readDocumentation({})).toHaveLength(21);
      } finally {
        for (const run of [sleeper, other]) run.kill();
        await service.stop();
      }
    }, 300_000);
  });
}
