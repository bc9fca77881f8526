import { describe, expect, it } from "@jest/globals";
import type { CompletionRequest } from "@stemma/llm";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { type CurrentScene, rememberGraph } from "../testing/graph-scene.fixture.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";

/** Runs at the same time, each through a connection of its own. Each begins its first call only when all have theirs. */
async function runAtOnce(current: CurrentScene, roots: readonly string[]) {
  const { connectAgain } = current();
  const stores = await Promise.all(roots.map(() => connectAgain()));
  let waiting = 0;
  let release = (): void => undefined;
  const allBegan = new Promise<void>((resolve) => (release = resolve));
  const results = await Promise.all(
    stores.map((graph, index) => {
      let hasBegun = false;
      const llm = new RecordingProvider(async ({ node, calls }: CompletionRequest) => {
        if (!hasBegun) {
          hasBegun = true;
          waiting += 1;
          if (waiting === roots.length) release();
        }
        await allBegan;
        return { text: `${node.name} after ${calls.map((call) => call.name).join()}` };
      });
      return new RecursiveDfsProcessor({ graph, llm, maxWorkers: 3 }).processNode(roots[index] ?? "");
    }),
  );
  await Promise.all(stores.map((store) => store.close()));
  return results;
}

/** Runs on one graph that truly overlap: none sees another's state, all finish. */
export function describeConcurrentRuns(current: CurrentScene): void {
  describe("at the same time", () => {
    it("finishes eight runs of the same root", async () => {
      const { graph } = current();
      await writeGraph(
        graph,
        Array.from({ length: 30 }, (_, index) => `top CONTAINS f${String(index).padStart(2, "0")}`),
      );
      const expectUntouched = await rememberGraph(graph);
      const results = await runAtOnce(current, new Array<string>(8).fill("top"));
      expect(new Set(results.map((result) => result.sessionId)).size).toBe(8);
      for (const { counts } of results) expect(counts).toMatchObject({ total: 31, failed: 0, skipped: 0 });
      await expectUntouched();
      expect(await graph.readDocumentation({})).toHaveLength(31);
    });

    it("finishes overlapping parts, one within the other and side by side", async () => {
      const { graph } = current();
      await writeGraph(graph, [
        ...["a", "b", "c"].flatMap((folder) => [
          `top CONTAINS ${folder}`,
          ...[1, 2, 3, 4].map((file) => `${folder} CONTAINS ${folder}/${file}`),
        ]),
        // A circle through all three, so that each part needs the others.
        "a/1 CALLS b/1",
        "b/1 CALLS c/1",
        "c/1 CALLS a/1",
        "a/2 CALLS b/2",
      ]);
      const expectUntouched = await rememberGraph(graph);
      const results = await runAtOnce(current, ["top", "a", "b", "c", "a/1", "top"]);
      expect(results.map((result) => result.counts.total)).toEqual([16, 5, 5, 5, 1, 16]);
      for (const { counts } of results) expect(counts).toMatchObject({ failed: 0, skipped: 0 });
      await expectUntouched();
      expect(await graph.readDocumentation({})).toHaveLength(16);
    });
  });
}
