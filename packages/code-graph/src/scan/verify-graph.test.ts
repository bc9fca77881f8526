import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { scanTree } from "./scan-tree.js";
import { verifyGraph } from "./verify-graph.js";

describe("verifyGraph", () => {
  let root: string;
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-verify-"));
    graph = await SqliteGraphStore.open(":memory:");
    await writeFile(join(root, "a.py"), "from b import f\ndef main():\n    f()\n");
    await writeFile(join(root, "b.py"), "def f():\n    pass\n");
    await scanTree(root, graph);
  });
  afterEach(async () => {
    await graph.close();
    await rm(root, { recursive: true, force: true });
  });

  it("finds a graph that was just scanned equal", async () => {
    expect(await verifyGraph(root, graph)).toEqual({
      isEqual: true,
      nodes: 5,
      relations: 6,
      differences: [],
    });
  });

  it("names every node and relation that someone changed", async () => {
    const [main] = await graph.readNodes({ ids: ["a.py#main"] });
    if (main === undefined) throw new Error("The graph has no a.py#main");
    await graph.applyChanges({
      deleteNodeIds: ["b.py#f"],
      upsertNodes: [
        { ...main, endLine: 7 },
        { ...main, id: "a.py#ghost" },
      ],
      upsertRelations: [{ type: "CALLS", fromId: "a.py#main", toId: "a.py#main", confidence: 1 }],
    });
    const { isEqual, differences } = await verifyGraph(root, graph);
    expect(isEqual).toBe(false);
    expect(differences).toEqual([
      { what: "node", kind: "other", id: "a.py#main", fields: ["endLine"] },
      { what: "node", kind: "missing", id: "b.py#f", fields: [] },
      { what: "node", kind: "extra", id: "a.py#ghost", fields: [] },
      { what: "relation", kind: "missing", id: "a.py#main CALLS b.py#f", fields: [] },
      { what: "relation", kind: "missing", id: "b.py FUNCTION_DEFINITION b.py#f", fields: [] },
      { what: "relation", kind: "extra", id: "a.py#main CALLS a.py#main", fields: [] },
    ]);
  });

  it("finds nodes that someone wrote for a file that is not in the graph", async () => {
    const [main] = await graph.readNodes({ ids: ["a.py#main"] });
    if (main === undefined) throw new Error("The graph has no a.py#main");
    await graph.applyChanges({ upsertNodes: [{ ...main, id: "z.py#ghost", path: "z.py" }] });
    const { differences } = await verifyGraph(root, graph);
    expect(differences).toEqual([{ what: "node", kind: "extra", id: "z.py#ghost", fields: [] }]);
  });

  it("finds a graph of several hundred files equal", async () => {
    for (let number = 0; number < 200; number++)
      await writeFile(join(root, `m${number}.py`), `from b import f\ndef g${number}(): f()\n`);
    await scanTree(root, graph);
    const { nodes, relations, isEqual } = await verifyGraph(root, graph);
    expect({ nodes, relations, isEqual }).toEqual({ nodes: 405, relations: 806, isEqual: true });
  });

  it("tells of an edit that was not scanned, and leaves the graph as it is", async () => {
    await writeFile(join(root, "b.py"), "def g():\n    pass\n");
    const { differences } = await verifyGraph(root, graph);
    expect(differences.map(({ kind, id }) => `${kind} ${id}`)).toContain("missing b.py#g");
    expect(await graph.readNodes({ ids: ["b.py#f"] })).toHaveLength(1);
  });
});
