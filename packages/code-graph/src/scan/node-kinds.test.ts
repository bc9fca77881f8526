import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { SourceParser } from "../parse/source-parser.js";
import { scanTree } from "./scan-tree.js";

const TREE = {
  "a.py":
    "class A:\n  def __init__(self): pass\n  @property\n  def p(self): return f()\n\n\ndef f():\n  pass\n\n\nLIMIT = 3\n'How many.'\n",
  "a.ts":
    "export type T = string;\nexport const c = 1;\nexport interface I { m(): void }\nenum E { X }\nnamespace N { export function inner() {} }\nclass C { constructor() {} get p() { return 1; } }\n",
  "a.js":
    "function Tool() {}\nTool.prototype.use = function () { use(); use();\n  use(); };\nfunction use() {}\n",
  "a.go": "package m\n\ntype S struct{}\n\nfunc (S) Run() {}\n\ntype L []int\n",
  "b.h":
    "#define MAX(a, b) 1\nunion U { int i; };\nenum E { X };\ntypedef int number;\ntypedef struct { int n; } box;\n",
  "b.cc":
    "namespace n { template <typename T> struct S { S() {} void m() {} static int s() { return 1; } }; enum class C { X }; }\nusing A = int;\nvoid K::f() {}\nK::K() {}\n",
  "A.java": "public record A(int x) { A { } }\nenum E { X; }\n",
};

describe("what a node is in its language, and where it is called", () => {
  let parser: SourceParser;
  let root: string;
  beforeAll(async () => {
    parser = await SourceParser.create();
    root = mkdtempSync(join(tmpdir(), "stemma-kinds-"));
    for (const [path, text] of Object.entries(TREE)) writeFileSync(join(root, path), text);
  });
  afterAll(() => {
    parser.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("is kept beside the label", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
    const kinds = Object.fromEntries((await graph.readOutline()).map(({ id, kind }) => [id, kind]));
    expect(kinds).toEqual({
      "A.java": undefined,
      "A.java#A": "record",
      "A.java#A.A": "constructor",
      "A.java#E": "enum",
      ".": undefined,
      "a.go": undefined,
      "a.go#L": "type",
      "a.go#S": "struct",
      "a.go#S.Run": "method",
      "a.js": undefined,
      "a.js#Tool": "function",
      "a.js#Tool.use": "method",
      "a.js#use": "function",
      "a.py": undefined,
      "a.py#LIMIT": "constant",
      "a.py#A": "class",
      "a.py#A.__init__": "constructor",
      "a.py#A.p": "property",
      "a.py#f": "function",
      "b.cc": undefined,
      "b.cc#A": "type",
      "b.cc#K.K": "constructor",
      "b.cc#K.f": "method",
      "b.cc#n": "namespace",
      "b.cc#n.C": "enum",
      "b.cc#n.S": "struct",
      "b.cc#n.S.S": "constructor",
      "b.cc#n.S.m": "method",
      "b.cc#n.S.s": "method",
      "b.h": undefined,
      "b.h#E": "enum",
      "b.h#MAX": "macro",
      "b.h#U": "union",
      "b.h#box": "struct",
      "b.h#number": "type",
      "a.ts": undefined,
      "a.ts#T": "type",
      "a.ts#c": "constant",
      "a.ts#C": "class",
      "a.ts#C.constructor": "constructor",
      "a.ts#C.p": "property",
      "a.ts#E": "enum",
      "a.ts#I": "interface",
      "a.ts#I.m": "method",
      "a.ts#N": "namespace",
      "a.ts#N.inner": "function",
    });
    const [node] = await graph.readNodes({ ids: ["a.go#S.Run"] });
    expect(node?.kind).toBe("method");
  });

  it("tells the lines of calls, each once", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
    expect(await graph.readRelations({ types: ["CALLS"] })).toEqual([
      { type: "CALLS", fromId: "a.js#Tool.use", toId: "a.js#use", confidence: 1, lines: [2, 3] },
      { type: "CALLS", fromId: "a.py#A.p", toId: "a.py#f", confidence: 1, lines: [4] },
    ]);
  });

  it("follows a call that moves to another line", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
    writeFileSync(join(root, "a.py"), `# moved\n${TREE["a.py"]}`);
    await scanTree(root, graph, { parser });
    expect(await graph.readRelations({ types: ["CALLS"], fromIds: ["a.py#A.p"] })).toMatchObject([
      { lines: [5] },
    ]);
    writeFileSync(join(root, "a.py"), TREE["a.py"]);
  });
});
