import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ScanCache } from "../../facts/scan-cache.js";
import { SourceParser } from "../../parse/source-parser.js";
import { scanTree } from "../../scan/scan-tree.js";
import type { ExplainedCall } from "./explain-calls.js";

const SOURCES = {
  "tool.py": "class Tool:\n    def use(self): pass\n\ndef make() -> Tool: ...\n",
  "main.py":
    "from tool import make\nfrom gone import lend\n\ndef main(given):\n    make().use()\n    lend().use()\n    given.use()\n",
};

describe("explaining calls", () => {
  let root = "";
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
    root = await mkdtemp(join(tmpdir(), "stemma-explain-"));
    for (const [path, text] of Object.entries(SOURCES)) await writeFile(join(root, path), text);
  });
  afterAll(async () => {
    parser.close();
    await rm(root, { recursive: true });
  });

  async function explain(path: string, line: number): Promise<ExplainedCall[]> {
    await using graph = await SqliteGraphStore.open(":memory:");
    const calls: ExplainedCall[] = [];
    await scanTree(root, graph, { parser, explain: { path, line, onExplained: (call) => calls.push(call) } });
    return calls;
  }

  const told = ({ steps }: ExplainedCall): string[] =>
    steps.map(({ depth, what, result }) => `${"  ".repeat(depth)}${what}: ${result}`);

  it("tells each step to what a call is bound to", async () => {
    const [use, make, ...others] = await explain("main.py", 5);
    expect(others).toEqual([]);
    expect(make).toMatchObject({ text: "make", outcome: "resolved", targets: [{ id: "tool.py#make" }] });
    expect(use).toMatchObject({
      path: "main.py",
      line: 5,
      targets: [{ id: "tool.py#Tool.use", kind: "direct" }],
    });
    expect(told(use!)).toEqual([
      "make().use in main.py#main: function tool.py#Tool.use",
      "  make() in main.py#main: object of tool.py#Tool or of a class below",
      "    make in main.py#main: function tool.py#make",
      "      bound to import of make from tool: function tool.py#make",
      "        module tool: file tool.py",
      "        make of module tool.py: function tool.py#make",
      "    what calling function tool.py#make returns: object of tool.py#Tool or of a class below",
      "      a value of type Tool in tool.py#make: object of tool.py#Tool or of a class below",
      "        Tool in tool.py#make: class tool.py#Tool",
      "          bound to a definition: class tool.py#Tool",
      "  use of object of tool.py#Tool or of a class below: function tool.py#Tool.use",
      "    bound to a definition: function tool.py#Tool.use",
    ]);
  });

  it("tells where a call leaves the tree, and where nothing can be told", async () => {
    const [outside] = await explain("main.py", 6);
    expect(outside).toMatchObject({ outcome: "external", targets: [] });
    expect(told(outside!)).toContain("        module gone: not in the tree");
    const [unknown] = await explain("main.py", 7);
    expect(unknown).toMatchObject({ outcome: "unresolved", text: "given.use" });
    expect(told(unknown!).slice(0, 3)).toEqual([
      "given.use in main.py#main: nothing that can be told",
      "  given in main.py#main: nothing that can be told",
      "    bound to what is passed as given: nothing that can be told",
    ]);
  });

  it("explains in a tree that has not changed since, too, and nothing where there is no call", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await using facts = await ScanCache.open(join(root, "facts.log"));
    await scanTree(root, graph, { parser, facts });
    const calls: ExplainedCall[] = [];
    const onExplained = (call: ExplainedCall): void => void calls.push(call);
    for (const [path, line] of [
      ["main.py", 1],
      ["main.py", 100],
      ["none.py", 1],
    ] as const)
      await scanTree(root, graph, { parser, facts, explain: { path, line, onExplained } });
    expect(calls).toEqual([]);
    await scanTree(root, graph, { parser, facts, explain: { path: "main.py", line: 5, onExplained } });
    expect(calls.map(({ text }) => text)).toEqual(["make().use", "make"]);
  });
});
