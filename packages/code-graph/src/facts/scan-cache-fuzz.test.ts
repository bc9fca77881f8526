import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import fc from "fast-check";
import { scanTree } from "../scan/scan-tree.js";
import { ScanCache } from "./scan-cache.js";

/** More of them by hand: STEMMA_FUZZ_RUNS=10000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 40);

/** Bytes put over others, put in, and cut off. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(40),
    put: fc.uint8Array({ maxLength: 40 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("a scan cache with damage anywhere", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-facts-"));
    await writeFile(join(root, "a.py"), "from b import g\n\ndef f():\n    return g()\n");
    await writeFile(join(root, "b.py"), "def g():\n    return 1\n");
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function graphWith(path: string): Promise<string> {
    await using graph = await SqliteGraphStore.open(":memory:");
    await using facts = await ScanCache.open(path);
    await scanTree(root, graph, { facts });
    return JSON.stringify([await graph.readNodes({}), await graph.readRelations({})]);
  }

  it("gives the graph that a scan without it gives", async () => {
    const path = join(root, ".facts");
    const expected = await graphWith(path);
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        let bytes = whole;
        for (const { at, cut, put } of places) {
          const start = Math.floor(at * bytes.length);
          bytes = Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + cut)]);
        }
        await writeFile(path, bytes);
        expect(await graphWith(path)).toBe(expected);
      }),
      { numRuns },
    );
  });
});
