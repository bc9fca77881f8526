import { execFileSync } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { FactsFile } from "../facts/facts-file.js";
import { SourceParser } from "../parse/source-parser.js";
import { applyEdit, cleanScan, contentOf, type Edit, editRounds, FollowedTree } from "./rescan.fixture.js";
import { scanTree } from "./scan-tree.js";

/** Edits after which a folder stands where a file was, moved there from elsewhere. */
const folderInPlaceOfAFile: Edit[][] = [
  [
    { kind: "write", path: "web/main.ts", lines: [] },
    { kind: "write", path: "pkg/one.ts", lines: ['import { run, Tool } from "./one.js";'] },
  ],
  [
    { kind: "delete", path: "web/main.ts" },
    { kind: "move", from: "pkg", to: "web/main.ts" },
    { kind: "write", path: "web/one.go", lines: ["package pkg"] },
  ],
];

/** A file moves into a folder, which moves onto the path that the file has left. */
const folderOnThePathOfItsFile: Edit[][] = [
  [
    { kind: "write", path: "main.py", lines: ["def main(tool: Tool):\n    tool.use()\n    Saw().use()"] },
    { kind: "delete", path: "pkg/__init__.py" },
  ],
  [
    { kind: "move", from: "main.py", to: "pkg/__init__.py" },
    { kind: "move", from: "pkg", to: "main.py" },
    { kind: "write", path: "pkg/one.ts", lines: [] },
  ],
];

const openFacts = (path: string): Promise<FactsFile> => FactsFile.open(path);

describe("a scan after edits", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  it("gives the graph of a clean scan, node for node and relation for relation", async () => {
    await fc.assert(
      fc.asyncProperty(editRounds, async (rounds) => {
        await using tree = await FollowedTree.create(parser, openFacts);
        for (const edits of rounds) {
          for (const edit of edits) await applyEdit(tree.root, edit);
          await tree.rescan();
          expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
        }
      }),
      { numRuns: 200, examples: [[folderInPlaceOfAFile], [folderOnThePathOfItsFile]] },
    );
  }, 240_000);

  it("gives the graph of a clean scan at each commit of a repository that is checked out", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    const git = (...args: string[]): string =>
      execFileSync(
        "git",
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args],
        {
          cwd: tree.root,
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
        },
      ).trim();
    git("init", "-q");
    const commits: string[] = [];
    for (const edits of fc.sample(editRounds, { numRuns: 6, seed: 7 }).flat()) {
      for (const edit of edits) await applyEdit(tree.root, edit);
      git("add", "-A", "-f");
      git("commit", "-q", "--allow-empty", "-m", "edit");
      commits.push(git("rev-parse", "HEAD"));
    }
    for (const index of fc.sample(fc.nat({ max: commits.length - 1 }), { numRuns: 20, seed: 11 })) {
      git("checkout", "-q", "-f", commits[index] ?? "");
      await tree.rescan();
      expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
    }
  }, 60_000);

  const write = (path: string, ...lines: string[]): Edit => ({ kind: "write", path, lines });

  it("parses only changed files", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "from b import f", "f()"));
    await applyEdit(tree.root, write("b.py", "def f(): pass"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 2, changed: 2 });
    expect((await tree.rescan()).files).toMatchObject({ parsed: 0, unchanged: 2 });
    await applyEdit(tree.root, write("b.py", "def g(): pass"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 1, changed: 1, unchanged: 1 });
  });

  it("writes nothing when nothing changed", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "def f(): f()"));
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
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "import sys", "def f(): f(); g()", "def bad("));
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
    expect(again.files).toEqual({ ...first.files, changed: 0, unchanged: 1, parsed: 0 });
  });

  it("repairs a graph that someone changed although its files are as they were", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "def f(): g()", "def g(): pass"));
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

  it("compares everything when it was told to distrust the graph", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "def f(): pass"));
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
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "from b import g", "def f(): g()"));
    for (let file = 0; file < 40; file++) await applyEdit(tree.root, write(`pkg/m${file}.py`, `x = ${file}`));
    await applyEdit(tree.root, write("z.py", "def g(): pass"));
    await tree.rescan();
    const path = `${tree.root}.facts`;
    const content = await readFile(path);
    const at = content.indexOf("from b import g") === -1 ? content.indexOf('"f"') : 0;
    content[at + 1] = 0x65;
    await writeFile(path, content);
    await applyEdit(tree.root, write("z.py", "def h(): pass"));
    await using facts = await FactsFile.open(path);
    const report = await scanTree(tree.root, tree.graph, { parser, facts });
    expect(report.files).toMatchObject({ parsed: 2, changed: 1 });
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
  });

  it("does not parse a moved file again", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "def f(): pass"));
    await tree.rescan();
    await rename(join(tree.root, "a.py"), join(tree.root, "b.py"));
    expect((await tree.rescan()).files).toMatchObject({ parsed: 0, changed: 1, removed: 1 });
  });

  it("repairs a relation into a file that lost its target", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "from b import f", "f()"));
    await applyEdit(tree.root, write("b.py", "def f(): pass"));
    await tree.rescan();
    expect(await tree.graph.readRelations({ types: ["CALLS"] })).toHaveLength(1);
    await applyEdit(tree.root, write("b.py", "def other(): pass"));
    await tree.rescan();
    expect(await tree.graph.readRelations({ types: ["CALLS"] })).toEqual([]);
  });

  it("is right also when the facts of the last scan are damaged", async () => {
    await using tree = await FollowedTree.create(parser, openFacts);
    await applyEdit(tree.root, write("a.py", "def f(): f()"));
    await tree.rescan();
    const path = `${tree.root}.facts`;
    const content = await readFile(path);
    await writeFile(path, content.subarray(0, content.indexOf('"scopes"')));
    const facts = await FactsFile.open(path);
    const again = await FollowedTree.create(parser, () => Promise.resolve(facts));
    await applyEdit(again.root, write("a.py", "def f(): f()"));
    expect((await again.rescan()).files.parsed).toBe(1);
    expect(await contentOf(again.graph)).toEqual(await contentOf(tree.graph));
    await again[Symbol.asyncDispose]();
  });
});
