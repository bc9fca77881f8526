import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { createSourceWorker } from "../extract/worker-facts-reader.fixture.js";
import { scanTree } from "./scan-tree.js";

// In a file of its own: the parser of this thread stays broken.
describe("a file that runs over the parser's own stack", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-broken-"));
    await writeFile(join(root, "a.js"), "{ a: { b:\n".repeat(3_000));
    await writeFile(join(root, "b.js"), "function f() {}\n");
    await writeFile(join(root, "c.py"), "def f(): pass\n");
    await writeFile(join(root, "d.js"), "{ a: { b:\n".repeat(3_000) + "\n");
    await writeFile(join(root, "e.js"), "function f() {}\n");
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  // The second time the parser of this thread is broken from the start.
  it.each([0, 0, 2])(
    "takes no other file along (threads at the start: %i)",
    async (workers) => {
      await using graph = await SqliteGraphStore.open(":memory:");
      const { skipped, files } = await scanTree(root, graph, { createWorker: createSourceWorker, workers });
      expect(skipped).toEqual([
        { path: "a.js", reason: "failed" },
        { path: "d.js", reason: "failed" },
      ]);
      expect(files).toMatchObject({ total: 5, textOnly: 2 });
      const ids = (await graph.readNodes({ labels: ["FUNCTION"] })).map(({ id }) => id);
      expect(ids).toEqual(["b.js#f", "c.py#f", "e.js#f"]);
    },
    60_000,
  );
});
