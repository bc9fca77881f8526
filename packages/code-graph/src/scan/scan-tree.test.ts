import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import { SqliteGraphStore } from "@stemma/graph-store";
import { scanTree } from "./scan-tree.js";

describe("scanTree", () => {
  let root: string;
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-scan-"));
    graph = await SqliteGraphStore.open(":memory:");
  });
  afterEach(async () => {
    await graph.close();
    await rm(root, { recursive: true, force: true });
  });

  async function write(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }

  const SHAPES = `"""Shapes."""

class Circle:
    """A round shape.

    Its area is exact.
    """

    def area(self, factor: int = 1) -> float:
        """Surface."""
        def square(x):
            return x * x
        return factor * square(self.radius)

# Makes one.
# Of radius 1.
def make() -> "Circle":
    return Circle()
`;

  it("makes a node of each folder, file, class and function, with what its text says", async () => {
    await write("pkg/shapes.py", SHAPES);
    await scanTree(root, graph);
    const nodes = await graph.readNodes({});
    expect(
      nodes.map(({ id, label, startLine, endLine, signature, docstring }) => [
        id,
        label,
        startLine,
        endLine,
        signature,
        docstring,
      ]),
    ).toEqual([
      [".", "FOLDER", null, null, null, null],
      ["pkg", "FOLDER", null, null, null, null],
      ["pkg/shapes.py", "FILE", 1, 18, null, "Shapes."],
      ["pkg/shapes.py#Circle", "CLASS", 3, 13, "class Circle", "A round shape.\n\nIts area is exact."],
      [
        "pkg/shapes.py#Circle.area",
        "FUNCTION",
        9,
        13,
        "def area(self, factor: int = 1) -> float",
        "Surface.",
      ],
      ["pkg/shapes.py#Circle.area.square", "FUNCTION", 11, 12, "def square(x)", null],
      ["pkg/shapes.py#make", "FUNCTION", 17, 18, 'def make() -> "Circle"', "Makes one.\nOf radius 1."],
    ]);
  });

  it("gives each node its own source, with the bodies of nested definitions left out", async () => {
    await write("pkg/shapes.py", SHAPES);
    await scanTree(root, graph);
    const [area] = await graph.readNodes({ ids: ["pkg/shapes.py#Circle.area"] });
    expect(area?.source).toBe(
      'def area(self, factor: int = 1) -> float:\n        """Surface."""\n        def square(x):\n            ...\n        return factor * square(self.radius)',
    );
    const [file] = await graph.readNodes({ ids: ["pkg/shapes.py"] });
    expect(file?.source).toContain("class Circle:\n    ...\n");
    expect(file?.source).not.toContain("round");
  });

  it("changes the hash of exactly the edited node and its file", async () => {
    await write("pkg/shapes.py", SHAPES);
    await scanTree(root, graph);
    const before = new Map((await graph.readNodes({})).map((node) => [node.id, node.sourceHash]));
    await write("pkg/shapes.py", SHAPES.replace("return x * x", "return x ** 2"));
    await scanTree(root, graph);
    const changed = (await graph.readNodes({})).filter((node) => before.get(node.id) !== node.sourceHash);
    expect(changed.map(({ id }) => id)).toEqual(["pkg/shapes.py", "pkg/shapes.py#Circle.area.square"]);
  });

  it("relates folders, files and definitions", async () => {
    await write("pkg/shapes.py", SHAPES);
    await scanTree(root, graph);
    const relations = await graph.readRelations({
      types: ["CONTAINS", "CLASS_DEFINITION", "FUNCTION_DEFINITION", "CALLS"],
    });
    expect(relations.map(({ type, fromId, toId }) => `${fromId} ${type} ${toId}`)).toEqual([
      "pkg/shapes.py#Circle.area CALLS pkg/shapes.py#Circle.area.square",
      "pkg/shapes.py#make CALLS pkg/shapes.py#Circle",
      "pkg/shapes.py CLASS_DEFINITION pkg/shapes.py#Circle",
      ". CONTAINS pkg",
      "pkg CONTAINS pkg/shapes.py",
      "pkg/shapes.py FUNCTION_DEFINITION pkg/shapes.py#make",
      "pkg/shapes.py#Circle FUNCTION_DEFINITION pkg/shapes.py#Circle.area",
      "pkg/shapes.py#Circle.area FUNCTION_DEFINITION pkg/shapes.py#Circle.area.square",
    ]);
  });

  it("tells a second definition of the same name apart", async () => {
    await write("a.py", "def f():\n    pass\n\ndef f():\n    return 1\n");
    await scanTree(root, graph);
    const ids = (await graph.readNodes({ labels: ["FUNCTION"] })).map(({ id }) => id);
    expect(ids).toEqual(["a.py#f", "a.py#f~2"]);
  });

  it("yields what parses of a file with broken syntax, and says so", async () => {
    await write("a.py", "def good():\n    pass\n\ndef bad(:\n  ][\n\nclass Fine:\n    pass\n");
    const report = await scanTree(root, graph);
    expect(report.files.withSyntaxErrors).toBe(1);
    const ids = (await graph.readNodes({})).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["a.py#good", "a.py#Fine"]));
  });

  it("rejects a root that is not there and leaves the graph as it was", async () => {
    await write("a.py", "x = 1\n");
    await scanTree(root, graph);
    const error: unknown = await scanTree(join(root, "missing"), graph).catch((reason: unknown) => reason);
    expect(hasErrorCode(error, "ROOT_NOT_READABLE")).toBe(true);
    expect(await graph.readNodes({ labels: ["FILE"] })).toHaveLength(1);
  });

  it("rejects where its temporary files can't be written and leaves the graph as it was", async () => {
    await write("a.py", "x = 1\n");
    const temporaryFolder = join(root, "missing");
    const error: unknown = await scanTree(root, graph, { temporaryFolder }).catch(
      (reason: unknown) => reason,
    );
    expect(hasErrorCode(error, "SPOOL_FAILED")).toBe(true);
    expect(await graph.readNodes({})).toEqual([]);
  });

  it("stops at an abort and leaves the graph as it was", async () => {
    await write("a.py", "x = 1\n");
    const error: unknown = await scanTree(root, graph, { signal: AbortSignal.abort() }).catch(
      (reason: unknown) => reason,
    );
    expect(hasErrorCode(error, "CANCELLED")).toBe(true);
    expect(await graph.readNodes({})).toEqual([]);
  });
});
