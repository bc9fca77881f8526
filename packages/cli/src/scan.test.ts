import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { GraphVerification, ScanReport } from "@stemma/pipeline";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 60_000;

interface VerifyOutput {
  readonly isEqual: boolean;
  readonly graph: GraphVerification;
  readonly index: null;
}

describe("stemma scan and verify", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
  });
  afterAll(() => tree.remove());

  it(
    "says what the graph holds, and what was left out and why",
    async () => {
      await writeFile(join(tree.root, "shop", "data.py"), Buffer.from([0x64, 0x00]));
      const run = await runStemma(["scan", tree.root, "--json"]);
      expect(run).toMatchObject({ code: 0 });
      const report = JSON.parse(run.stdout) as ScanReport;
      expect(report.files).toMatchObject({ total: 2, parsed: 2, changed: 2 });
      expect(report.symbols).toEqual({ FOLDER: 2, FILE: 2, CLASS: 1, FUNCTION: 2, TEXT: 0 });
      expect(report.calls.resolved).toBeGreaterThanOrEqual(1);
      expect(report.skipped).toEqual([{ path: "shop/data.py", reason: "binary" }]);
    },
    runLimitMs,
  );

  it(
    "parses nothing again, and prints the same on lines",
    async () => {
      const run = await runStemma(["-C", tree.root, "scan", "-q"]);
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toMatch(/^2 files \(0 changed, 0 removed, 0 parsed\)/);
      expect(run.stdout).toContain("left out: 1 binary");
    },
    runLimitMs,
  );

  it(
    "explains what the calls of a line are bound to",
    async () => {
      const run = await runStemma(["-C", tree.root, "-q", "scan", "--explain", "./shop/basket.py:8"]);
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toContain(
        "shop/basket.py:8 sum: external\n  sum in shop/basket.py#Basket.total: outside",
      );
      expect(run.stdout).toContain(
        "shop/basket.py:8 price_of: resolved\n  -> shop/prices.py#price_of (direct, 1)\n" +
          "  price_of in shop/basket.py#Basket.total: function shop/prices.py#price_of\n" +
          "    bound to import of price_of from shop.prices: function shop/prices.py#price_of\n" +
          "      module shop.prices: file shop/prices.py\n",
      );
      const none = await runStemma(["-C", tree.root, "-q", "scan", "--explain", "shop/basket.py:1"]);
      expect(none).toMatchObject({
        code: 0,
        stdout: "shop/basket.py:1 has no call\n",
      });
      const gone = await runStemma(["-C", tree.root, "-q", "scan", "--json", "--explain", "nosuch.py:3"]);
      expect(gone).toMatchObject({ code: 2, stdout: "" });
      expect(gone.stderr).toContain("stemma: the graph has no file nosuch.py\n");
      const wrong = await runStemma(["-C", tree.root, "scan", "--explain", "shop/basket.py"]);
      expect(wrong).toMatchObject({ code: 2, stdout: "" });
      expect(wrong.stderr).toContain("A file and a line are needed: shop/prices.py:12.");
    },
    runLimitMs,
  );

  it(
    "shows callers and callees with their confidence",
    async () => {
      const run = await runStemma(["-C", tree.root, "--json", "show", "price_of"]);
      const { symbols } = JSON.parse(run.stdout) as { symbols: { callers: unknown[] }[] };
      expect(symbols[0]?.callers).toEqual([expect.objectContaining({ confidence: 1 })]);
    },
    runLimitMs,
  );

  it(
    "verifies the graph, and lists what differs after an edit that was not scanned",
    async () => {
      const equal = await runStemma(["-C", tree.root, "verify", "--only", "graph"]);
      expect(equal).toMatchObject({ code: 0 });
      expect(equal.stdout).toMatch(/^Graph equal to a clean scan: 7 nodes, \d+ relations\n$/);
      await tree.write("shop/extra.py", "def more():\n    return 1\n");
      const other = await runStemma(["-C", tree.root, "--json", "verify"]);
      expect(other.code).toBe(1);
      const { isEqual, graph, index } = JSON.parse(other.stdout) as VerifyOutput;
      expect({ isEqual, index }).toEqual({ isEqual: false, index: null });
      expect(graph.differences).toContainEqual({
        what: "node",
        kind: "missing",
        id: "shop/extra.py#more",
        fields: [],
      });
      await runStemma(["-C", tree.root, "scan", "-q"]);
      expect(await runStemma(["-C", tree.root, "verify"])).toMatchObject({ code: 0 });
    },
    runLimitMs,
  );
});
