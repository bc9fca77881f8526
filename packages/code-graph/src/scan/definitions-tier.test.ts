import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { SourceParser } from "../parse/source-parser.js";
import { unusedIn } from "../questions/unused.js";
import { scanTree } from "./scan-tree.js";

const TREE = {
  "a.rb": "class A\n  def m\n    helper(1)\n  end\nend\ndef helper(x)\nend\n",
  "b.rb": "A.new.m\n",
  "c.sh": "f() { g; }\n",
  "d.py": "def f():\n  g()\n\ndef g():\n  unknown()\n",
};

describe("a language whose calls are not read", () => {
  let parser: SourceParser;
  let root: string;
  beforeAll(async () => {
    parser = await SourceParser.create();
    root = mkdtempSync(join(tmpdir(), "stemma-tier-"));
    for (const [path, text] of Object.entries(TREE)) writeFileSync(join(root, path), text);
  });
  afterAll(() => {
    parser.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("is named in the report, and its calls count neither as resolved nor as unresolved", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    const { files, calls } = await scanTree(root, graph, { parser });
    expect(files.withoutCalls).toEqual({ ruby: 2, bash: 1 });
    expect(calls).toMatchObject({ resolved: 1, external: 0, unresolved: 1 });
  });

  it("has nothing that is known to be unused", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
    expect((await unusedIn(graph)).nodes.map(({ id }) => id)).toEqual(["d.py#f"]);
  });
});
