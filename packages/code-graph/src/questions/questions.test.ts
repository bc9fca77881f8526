import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type CodeNode, SqliteGraphStore } from "@stemma/graph-store";
import { SourceParser } from "../parse/source-parser.js";
import { scanTree } from "../scan/scan-tree.js";
import { calleesOf, callersOf } from "./callers.js";
import { cyclesIn } from "./cycles.js";
import { impactOf } from "./impact.js";
import { isTestPath } from "./is-test.js";
import { outlineOf } from "./outline.js";
import { pathBetween } from "./path-between.js";
import { unusedIn } from "./unused.js";

const TREE = {
  "a.py": "from b import middle\n\n\ndef top():\n    middle()\n\n\ndef lost(): pass\n",
  "b.py":
    "import a\n\n\nclass Base:\n    def run(self): leaf()\n\n\nclass Sub(Base):\n    pass\n\n\ndef middle():\n    Sub().run()\n\n\ndef leaf(): pass\n",
  "tests/test_a.py": "from a import top\n\n\ndef test_top():\n    top()\n",
};

describe("questions to the graph", () => {
  let parser: SourceParser;
  let root: string;
  let graph: SqliteGraphStore;
  beforeAll(async () => {
    parser = await SourceParser.create();
    root = mkdtempSync(join(tmpdir(), "stemma-questions-"));
    mkdirSync(join(root, "tests"));
    for (const [path, text] of Object.entries(TREE)) writeFileSync(join(root, path), text);
    graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
  });
  afterAll(async () => {
    await graph.close();
    parser.close();
    rmSync(root, { recursive: true, force: true });
  });

  const idsOf = (nodes: readonly { readonly id: string; readonly depth: number }[]) =>
    nodes.map(({ id, depth }) => `${depth} ${id}`);

  it("callers and callees, as far as asked", async () => {
    const near = await callersOf(graph, "b.py#leaf");
    expect([idsOf(near.reached), near.isCut]).toEqual([["1 b.py#Base.run"], true]);
    const far = await callersOf(graph, "b.py#leaf", { depth: 9 });
    expect(idsOf(far.reached)).toEqual([
      "1 b.py#Base.run",
      "2 b.py#middle",
      "3 a.py#top",
      "4 tests/test_a.py#test_top",
    ]);
    expect(far.isCut).toBe(false);
    expect(far.reached[2]?.by).toMatchObject({ fromId: "a.py#top", toId: "b.py#middle", lines: [5] });
    const callees = await calleesOf(graph, "b.py#middle");
    expect(idsOf(callees.reached)).toEqual(["1 b.py#Base.run", "1 b.py#Sub"]);
    expect(await calleesOf(graph, "b.py#middle", { mostNodes: 1 })).toMatchObject({ isCut: true });
  });

  it("the shortest way", async () => {
    const { steps } = await pathBetween(graph, "a.py#top", "b.py#leaf");
    expect(steps?.map(({ toId }) => toId)).toEqual(["b.py#middle", "b.py#Base.run", "b.py#leaf"]);
    expect(await pathBetween(graph, "b.py#leaf", "a.py#top")).toEqual({ steps: null, isCut: false });
    expect(await pathBetween(graph, "a.py#top", "b.py#leaf", { depth: 2 })).toEqual({
      steps: null,
      isCut: true,
    });
  });

  it("what a change reaches, with its tests", async () => {
    const { reached, tests, isCut } = await impactOf(graph, ["b.py#Base"]);
    expect(idsOf(reached)).toEqual(["1 b.py#Sub", "1 b.py#middle", "2 a.py#top"]);
    expect(idsOf(tests)).toEqual(["3 tests/test_a.py#test_top"]);
    expect(isCut).toBe(false);
  });

  it("what a change of a file reaches, or of nothing but these nodes", async () => {
    const whole = await impactOf(graph, ["b.py"]);
    expect(idsOf(whole.reached)).toEqual(["1 a.py", "1 a.py#top"]);
    const exact = await impactOf(graph, ["b.py#Base"], { isExact: true });
    expect(idsOf(exact.reached)).toEqual(["1 b.py#Sub", "2 b.py#middle", "3 a.py#top"]);
    expect(await impactOf(graph, ["b.py"], { mostNodes: 1 })).toMatchObject({ isCut: true });
  });

  it("the outline of a file", async () => {
    const outline = await outlineOf(graph, "b.py");
    expect(
      outline.map(({ node, children }) => [node.name, node.kind, children.map(({ node }) => node.name)]),
    ).toEqual([
      ["Base", "class", ["run"]],
      ["Sub", "class", []],
      ["middle", "function", []],
      ["leaf", "function", []],
    ]);
    expect(await outlineOf(graph, "none.py")).toEqual([]);
  });

  it("what nothing leads to", async () => {
    const { nodes, isCut } = await unusedIn(graph);
    expect([nodes.map(({ id }) => id), isCut]).toEqual([["a.py#lost"], false]);
    expect((await unusedIn(graph, { below: "b.py" })).nodes).toEqual([]);
    expect(await unusedIn(graph, { mostNodes: 0 })).toEqual({ nodes: [], isCut: true });
  });

  it("what goes round in circles, also a very long one", async () => {
    expect(await cyclesIn(graph)).toEqual({ groups: [["a.py", "b.py"]], isCut: false });
    expect(await cyclesIn(graph, { below: "b.py" })).toMatchObject({ groups: [["a.py", "b.py"]] });
    expect(await cyclesIn(graph, { below: "tests" })).toEqual({ groups: [], isCut: false });
    await using large = await SqliteGraphStore.open(":memory:");
    const idAt = (index: number): string => `f${String(index).padStart(6, "0")}.py`;
    const count = 20_000;
    const node = (id: string): CodeNode => ({
      id,
      label: "FILE",
      path: id,
      name: id,
      language: "python",
      startLine: 1,
      endLine: 1,
      signature: null,
      docstring: null,
      source: "",
      sourceHash: "",
    });
    const ids = Array.from({ length: count }, (_, index) => idAt(index));
    await large.applyChanges({
      upsertNodes: ids.map(node),
      upsertRelations: ids.map((id, index) => ({
        type: "IMPORTS" as const,
        fromId: id,
        toId: idAt((index + 1) % count),
        confidence: 1,
      })),
    });
    const { groups } = await cyclesIn(large);
    expect(groups.map(({ length }) => length)).toEqual([count]);
  });

  it.each([
    ["tests/a.py", true],
    ["src/a.test.ts", true],
    ["p/a_test.go", true],
    ["src/FooTest.java", true],
    ["test_a.py", true],
    ["src/latest.ts", false],
    ["src/contest.py", false],
    ["attest/a.go", false],
  ])("whether %s holds tests: %s", (path, isTest) => {
    expect(isTestPath(path)).toBe(isTest);
  });
});
