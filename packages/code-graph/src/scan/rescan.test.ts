import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ScanCache } from "../facts/scan-cache.js";
import { SourceParser } from "../parse/source-parser.js";
import type { Edit } from "./edits.fixture.js";
import { cleanScan, contentOf, FollowedTree } from "./rescan.fixture.js";
import { scanTree } from "./scan-tree.js";

describe("a scan after edits", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  const write = (path: string, ...lines: string[]): Edit => ({ kind: "write", path, lines });

  it("parses only changed files", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "from b import f", "f()"));
    tree.edit(write("b.py", "def f(): pass"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 2, changed: 2 });
    expect((await tree.rescan()).files).toMatchObject({ parsed: 0, unchanged: 2 });
    tree.edit(write("b.py", "def g(): pass"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 1, changed: 1, unchanged: 1 });
  });

  it("takes what READMEs say for the words of their folders, and follows them", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("pkg/a.py", "def f(): pass"));
    tree.edit(write("README.md", "# Tree", "", "A tree with one small package."));
    await tree.rescan();
    const docstrings = async () =>
      (await tree.graph.readNodes({ labels: ["FOLDER"] })).map(({ id, docstring }) => [id, docstring]);
    expect(await docstrings()).toEqual([
      [".", "A tree with one small package."],
      ["pkg", null],
    ]);
    expect((await tree.rescan()).changes).toMatchObject({ nodesWritten: 0 });
    tree.edit(write("pkg/README", "The one package there is."));
    tree.edit({ kind: "delete", path: "README.md" });
    expect((await tree.rescan()).changes).toMatchObject({ nodesWritten: 3, nodesDeleted: 1 });
    expect(await docstrings()).toEqual([
      [".", null],
      ["pkg", "The one package there is."],
    ]);
  });

  it("writes nothing when nothing changed", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "def f(): f()"));
    await tree.rescan();
    expect((await tree.rescan()).changes).toEqual({
      nodesMoved: 0,
      nodesWritten: 0,
      nodesDeleted: 0,
      relationsWritten: 0,
      relationsDeleted: 0,
    });
  });

  it("does not resolve a tree again that is as it was, and reports the same", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "import sys", "def f(): f(); g()", "def bad("));
    const first = await tree.rescan();
    const phases = new Set<string>();
    const { graph, facts } = tree;
    const again = await scanTree(tree.root, graph, {
      parser,
      facts,
      onProgress: ({ phase }) => phases.add(phase),
    });
    expect([...phases]).toEqual(["discover", "parse", "write"]);
    const { symbols, relations, calls, imports } = first;
    expect(again).toMatchObject({ symbols, relations, calls, imports });
    expect(again.files).toEqual({ ...first.files, changed: 0, unchanged: 1, parsed: 0, resolved: 0 });
  });

  it("repairs a graph that someone changed although its files are as they were", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "def f(): g()", "def g(): pass"));
    await tree.rescan();
    const clean = await contentOf(tree.graph);
    const [node] = await tree.graph.readNodes({ ids: ["a.py#f"] });
    if (node === undefined) throw new Error("The graph has no a.py#f");
    await tree.graph.applyChanges({
      deleteNodeIds: ["a.py#g"],
      upsertNodes: [
        { ...node, endLine: 9 },
        { ...node, id: "a.py#ghost" },
      ],
      upsertRelations: [{ type: "CALLS", fromId: "a.py#f", toId: "a.py#f", confidence: 1 }],
    });
    // As many nodes as before: the numbers of relations tell.
    await tree.rescan();
    expect(await contentOf(tree.graph)).toEqual(clean);
  });

  it("does not take one graph for another that follows the same tree with the same facts", async () => {
    await using tree = await FollowedTree.create(parser);
    await using other = await SqliteGraphStore.open(":memory:");
    const follow = async (graph: SqliteGraphStore): Promise<void> => {
      await scanTree(tree.root, graph, { parser, facts: tree.facts });
    };
    const aliasFor = (folder: string): Edit =>
      write(
        "tsconfig.json",
        JSON.stringify({ compilerOptions: { paths: { "@lib": [`./${folder}/lib.ts`] } } }),
      );
    tree.edit(write("main.ts", 'import { f } from "@lib";', "f();"));
    for (const folder of ["one", "two"]) tree.edit(write(`${folder}/lib.ts`, "export function f() {}"));
    tree.edit(aliasFor("one"));
    await follow(tree.graph);
    await follow(other);
    // Files and numbers stay the same; only the relations lead elsewhere.
    tree.edit(aliasFor("two"));
    await follow(tree.graph);
    await follow(other);
    const clean = await cleanScan(tree.root, parser);
    expect(await contentOf(tree.graph)).toEqual(clean);
    expect(await contentOf(other)).toEqual(clean);
  });

  it("compares everything when it was told to distrust the graph", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "def f(): pass"));
    await tree.rescan();
    const clean = await contentOf(tree.graph);
    const [node] = await tree.graph.readNodes({ ids: ["a.py#f"] });
    if (node === undefined) throw new Error("The graph has no a.py#f");
    await tree.graph.applyChanges({ upsertNodes: [{ ...node, endLine: 9 }] });
    await tree.facts.distrust();
    await tree.rescan();
    expect(await contentOf(tree.graph)).toEqual(clean);
  });

  it("reads a file once more whose facts were damaged while others change", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "from b import g", "def f(): g()"));
    for (let file = 0; file < 40; file++) tree.edit(write(`pkg/m${file}.py`, `x = ${file}`));
    tree.edit(write("z.py", "def g(): pass"));
    await tree.rescan();
    const path = `${tree.root}.facts`;
    const content = await readFile(path);
    const at = content.indexOf("from b import g") === -1 ? content.indexOf('"f"') : 0;
    content[at + 1] = 0x65;
    await writeFile(path, content);
    tree.edit(write("z.py", "def h(): pass"));
    await using facts = await ScanCache.open(path);
    const report = await scanTree(tree.root, tree.graph, { parser, facts });
    expect(report.files).toMatchObject({ parsed: 2, changed: 1 });
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
  });

  it("does not parse a moved file again", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "def f(): pass"));
    await tree.rescan();
    await rename(join(tree.root, "a.py"), join(tree.root, "b.py"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 0, changed: 1, removed: 1 });
  });

  it("repairs a relation into a file that lost its target", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "from b import f", "f()"));
    tree.edit(write("b.py", "def f(): pass"));
    await tree.rescan();
    expect(await tree.graph.readRelations({ types: ["CALLS"] })).toHaveLength(1);
    tree.edit(write("b.py", "def other(): pass"));
    await tree.rescan();
    expect(await tree.graph.readRelations({ types: ["CALLS"] })).toEqual([]);
  });

  it("is right also when the facts of the last scan are damaged", async () => {
    await using tree = await FollowedTree.create(parser);
    tree.edit(write("a.py", "def f(): f()"));
    await tree.rescan();
    const path = `${tree.root}.facts`;
    const content = await readFile(path);
    await writeFile(path, content.subarray(0, content.indexOf('"scopes"')));
    await tree.reopenFacts();
    expect((await tree.rescan()).files.parsed).toBe(1);
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
  });
});
