import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { cleanScan, contentOf, FollowedTree } from "./rescan.fixture.js";

const SHAPES = [
  "from util import log",
  "class Circle:\n    def area(self):\n        return self.square(3)\n    def square(self, x):\n        return x * x",
  "def make():\n    log()\n    return Circle()",
];
const MAIN = ["from pkg.shapes import make", "def main():\n    make().area()"];

describe("documentation of code that moves", () => {
  let parser: SourceParser;
  let tree: FollowedTree;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());
  beforeEach(async () => {
    tree = await FollowedTree.create(parser);
    write("pkg/shapes.py", SHAPES);
    write("util.py", ["def log():\n    pass"]);
    write("main.py", MAIN);
    await tree.rescan();
    await documentAll();
  });
  afterEach(() => tree[Symbol.asyncDispose]());

  const write = (path: string, lines: readonly string[]): void => tree.edit({ kind: "write", path, lines });
  const move = (from: string, to: string): Promise<void> =>
    rename(join(tree.root, from), join(tree.root, to));

  /** Gives each node a text that names the id that it has now. */
  async function documentAll(): Promise<void> {
    await using session = await tree.graph.openSession();
    const nodes = await tree.graph.readNodes({});
    await session.record({
      documentation: nodes.map(({ id }) => ({
        nodeId: id,
        text: `About ${id}.`,
        summary: id,
        textHash: id,
        summaryHash: id,
        nodeKey: id,
        provider: "test",
        model: "test",
        isPartial: false,
        createdAtMs: 0,
      })),
    });
  }

  /** Scans, compares with a clean scan, and tells for each id whose text it has: lines `id < id before`; `-` for none. */
  async function followed(): Promise<string[]> {
    await tree.rescan();
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
    const summaries = new Map(
      (await tree.graph.readDocumentation({})).map(({ nodeId, summary }) => [nodeId, summary]),
    );
    const nodes = await tree.graph.readNodes({});
    return nodes.flatMap(({ id }) => {
      const before = summaries.get(id) ?? "-";
      return before === id ? [] : [`${id} < ${before}`];
    });
  }

  it("follows a renamed file with everything in it", async () => {
    await move("pkg/shapes.py", "pkg/forms.py");
    expect(await followed()).toEqual([
      "pkg/forms.py < pkg/shapes.py",
      "pkg/forms.py#Circle < pkg/shapes.py#Circle",
      "pkg/forms.py#Circle.area < pkg/shapes.py#Circle.area",
      "pkg/forms.py#Circle.square < pkg/shapes.py#Circle.square",
      "pkg/forms.py#make < pkg/shapes.py#make",
    ]);
    expect((await tree.rescan()).changes.nodesMoved).toBe(0);
  });

  it("follows a renamed folder", async () => {
    await move("pkg", "lib");
    const lines = await followed();
    expect(lines).toHaveLength(6);
    expect(lines).toContain("lib < pkg");
    expect(lines).toContain("lib/shapes.py#Circle.square < pkg/shapes.py#Circle.square");
  });

  it("follows a file that was moved and edited; what is new has no text", async () => {
    await mkdir(join(tree.root, "lib"));
    await move("pkg/shapes.py", "lib/forms.py");
    const edited = SHAPES.map((line) => line.replace("x * x", "x ** 2"));
    write("lib/forms.py", [...edited, "def more():\n    return 1"]);
    expect(await followed()).toEqual([
      "lib < pkg",
      "lib/forms.py < pkg/shapes.py",
      "lib/forms.py#Circle < pkg/shapes.py#Circle",
      "lib/forms.py#Circle.area < pkg/shapes.py#Circle.area",
      "lib/forms.py#Circle.square < pkg/shapes.py#Circle.square",
      "lib/forms.py#make < pkg/shapes.py#make",
      "lib/forms.py#more < -",
    ]);
  });

  it("follows a function into another file, and counts it", async () => {
    write("main.py", [...MAIN, "def log():\n    pass"]);
    write("util.py", []);
    const { changes } = await tree.rescan();
    expect(changes).toMatchObject({ nodesMoved: 1, nodesDeleted: 0 });
    expect(await followed()).toEqual(["main.py#log < util.py#log"]);
  });

  it("gives the text of a deleted function to nobody", async () => {
    write("util.py", ["def other():\n    return 2"]);
    expect(await followed()).toEqual(["util.py#other < -"]);
  });
});
