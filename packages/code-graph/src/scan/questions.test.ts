import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { QuestionNotes } from "../link/queries/noting-queries.js";
import { ALL_QUERY_KINDS, type QueryName, type Questions } from "../link/queries/tree-queries.js";
import { SourceParser } from "../parse/source-parser.js";
import { cleanScan, contentOf, FollowedTree } from "./rescan.fixture.js";

type Files = Readonly<Record<string, string>>;

type Take = (this: QuestionNotes, unit: number) => Questions;

interface SeenEdit {
  /** The kind of question that sees it alone, or the kinds of which each does. */
  readonly kinds: readonly QueryName[];
  readonly question: string;
  readonly files: Files;
  readonly edit: Files;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Edits of one file that change where another one leads. */
const EDITS: readonly SeenEdit[] = [
  {
    kinds: ["interfaceOf"],
    question: "what a file offers, found by way of a base",
    files: {
      "base.py":
        "class Tool:\n    def make(self):\n        return One()\nclass One:\n    def go(self): pass\nclass Two:\n    def go(self): pass",
      "derived.py": "from base import Tool\nclass Saw(Tool): pass",
      "user.py": "from derived import Saw\ndef main():\n    Saw().make().go()",
    },
    edit: {
      "base.py":
        "class Tool:\n    def make(self):\n        return Two()\nclass One:\n    def go(self): pass\nclass Two:\n    def go(self): pass",
    },
    gone: ["user.py#main > base.py#One.go"],
    come: ["user.py#main > base.py#Two.go"],
  },
  {
    kinds: ["interfaceOf", "membersOf"],
    question: "which members a base has",
    files: {
      "base.py": "class Tool:\n    def use(self): pass",
      "between.py": "from base import Tool\nclass Saw(Tool): pass",
      "derived.py": "from between import Saw\nclass Small(Saw): pass",
      "user.py": "from derived import Small\ndef main():\n    Small().use()",
    },
    edit: { "between.py": "from base import Tool\nclass Saw(Tool):\n    def use(self): pass" },
    gone: ["user.py#main > base.py#Tool.use"],
    come: ["user.py#main > between.py#Saw.use"],
  },
  {
    kinds: ["interfaceOf", "basesOf"],
    question: "which bases a base has",
    files: {
      "base.py": "class Tool:\n    def use(self): pass\nclass Other:\n    def use(self): pass",
      "between.py": "import base\nclass Saw(base.Tool): pass",
      "derived.py": "from between import Saw\nclass Small(Saw): pass",
      "user.py": "from derived import Small\ndef main():\n    Small().use()",
    },
    edit: { "between.py": "import base\nclass Saw(base.Other): pass" },
    gone: ["user.py#main > base.py#Tool.use"],
    come: ["user.py#main > base.py#Other.use"],
  },
  {
    kinds: ["membersOf"],
    question: "which members a class has outside its text",
    files: {
      "go.mod": "module example.org/m",
      "a/type.go": "package a\ntype T struct{}",
      "a/more.go": "package a",
      "main.go": 'package main\nimport "example.org/m/a"\nfunc run(t *a.T) { t.Do() }',
    },
    edit: { "a/more.go": "package a\nfunc (t *T) Do() {}" },
    gone: [],
    come: ["main.go#run > a/more.go#T.Do"],
  },
  {
    kinds: ["basesOf"],
    question: "what the name of a base's base means",
    files: {
      "one.py": "class Tool:\n    def use(self): pass",
      "two.py": "class Tool:\n    def use(self): pass",
      "hub.py": "from one import Tool",
      "between.py": "from hub import Tool\nclass Saw(Tool): pass",
      "user.py": "from between import Saw\ndef main():\n    Saw().use()",
    },
    edit: { "hub.py": "from two import Tool" },
    gone: ["user.py#main > one.py#Tool.use"],
    come: ["user.py#main > two.py#Tool.use"],
  },
  {
    kinds: ["interfaceOf"],
    question: "what a file offers, found by way of another that hands it on",
    files: {
      "one.ts": "export function run() {}",
      "index.ts": 'export { run } from "./one";',
      "main.ts": 'import { run } from "./index";\nnew run();',
    },
    edit: { "one.ts": "export class run { constructor() {} }" },
    gone: ["main.ts > one.ts#run"],
    come: ["main.ts > one.ts#run.constructor"],
  },
  {
    kinds: ["interfaceOf"],
    question: "whether a name is a package's own or a file in it",
    files: {
      "pkg/__init__.py": "def sub(): pass",
      "pkg/sub.py": "",
      "main.py": "from pkg import sub",
    },
    edit: { "pkg/__init__.py": "" },
    gone: ["main.py imports pkg/__init__.py"],
    come: ["main.py imports pkg/sub.py"],
  },
  {
    kinds: ["overridesOf"],
    question: "what overrides a method",
    files: {
      "base.py": "class Tool:\n    def use(self):\n        self.grip()\n    def grip(self): pass",
      "derived.py": "from base import Tool\nclass Saw(Tool): pass",
    },
    edit: { "derived.py": "from base import Tool\nclass Saw(Tool):\n    def grip(self): pass" },
    gone: [],
    come: ["base.py#Tool.use > derived.py#Saw.grip"],
  },
  {
    kinds: ["holdersBelow"],
    question: "which derived classes set an attribute anew",
    files: {
      "base.py": "class A: pass\nclass View:\n    tool = A\n    def get(self): return self.tool()",
      "derived.py": "from base import View\nclass B: pass\nclass Sub(View): pass",
    },
    edit: { "derived.py": "from base import View\nclass B: pass\nclass Sub(View):\n    tool = B" },
    gone: [],
    come: ["base.py#View.get > derived.py#B"],
  },
  {
    kinds: ["module"],
    question: "what a specifier means",
    files: { "web/main.ts": 'import { run } from "./one";\nrun();' },
    edit: { "web/one.ts": "export function run() {}" },
    gone: [],
    come: ["web/main.ts > web/one.ts#run"],
  },
  {
    kinds: ["submodule"],
    question: "what a name is inside a package",
    files: { "pkg/__init__.py": "", "main.py": "import pkg\npkg.sub.run()" },
    edit: { "pkg/sub.py": "def run(): pass" },
    gone: [],
    come: ["main.py > pkg/sub.py#run"],
  },
  {
    kinds: ["packageName"],
    question: "what a name means in a package of several files",
    files: { "pkg/a.go": "package pkg\nfunc Run() { help() }" },
    edit: { "pkg/b.go": "package pkg\nfunc help() {}" },
    gone: [],
    come: ["pkg/a.go#Run > pkg/b.go#help"],
  },
  {
    kinds: ["package"],
    question: "what a package calls itself",
    files: {
      "go.mod": "module example.org/m",
      "pkg/a.go": "package one\nfunc Run() {}",
      "main.go": 'package main\nimport "example.org/m/pkg"\nfunc main() { two.Run() }',
    },
    edit: { "pkg/a.go": "package two\nfunc Run() {}" },
    gone: [],
    come: ["main.go#main > pkg/a.go#Run"],
  },
  {
    kinds: ["structuralTypes"],
    question: "which types have the methods of an interface",
    files: {
      "go.mod": "module example.org/m",
      "a/a.go": "package a\ntype Runner interface{ Use() }\nfunc Main(r Runner) { r.Use() }",
      "b/b.go": "package b",
    },
    edit: { "b/b.go": "package b\ntype Tool struct{}\nfunc (t Tool) Use() {}" },
    gone: [],
    come: ["a/a.go#Main > b/b.go#Tool.Use"],
  },
  {
    kinds: ["hasClassNamed"],
    question: "whether any class of the tree has a name that is usually a library's",
    files: {
      "pkg/Main.java": "package pkg;\nclass Main { void main(List<Main> all) { all.get(0).main(all); } }",
    },
    edit: { "pkg/List.java": "package pkg;\nclass List<T> { Object get(int index) { return null; } }" },
    gone: ["pkg/Main.java#Main.main > pkg/Main.java#Main.main"],
    come: ["pkg/Main.java#Main.main > pkg/List.java#List.get"],
  },
  {
    kinds: ["inclusionsOf"],
    question: "which files a file includes by way of others",
    files: {
      "main.c": '#include "a.h"\nint main(void) { return run(1); }',
      "a.h": "",
      "b.h": "int run(int n);",
      "b.c": '#include "b.h"\nint run(int n) { return n; }',
    },
    edit: { "a.h": '#include "b.h"' },
    gone: [],
    come: ["main.c#main > b.c#run"],
  },
  {
    kinds: ["mentioned"],
    question: "which symbol is the only one of a name",
    files: { "a.py": "def price_of(): pass", "b.py": "", "README.md": "`price_of`" },
    edit: { "b.py": "def price_of(): pass" },
    gone: ["README.md mentions a.py#price_of"],
    come: [],
  },
  {
    kinds: ["hasAccessorNamed"],
    question: "whether reading a member may run anything",
    files: {
      "base.py": "class Tool:\n    def size(self): pass",
      "main.py": "import base\ndef main(tool: base.Tool): return tool.size",
    },
    edit: { "base.py": "class Tool:\n    @property\n    def size(self): pass" },
    gone: [],
    come: ["main.py#main > base.py#Tool.size"],
  },
];

describe("an edit is seen by a file that asked", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => parser.close());

  const write = (tree: FollowedTree, files: Files): void => {
    for (const [path, text] of Object.entries(files)) tree.edit({ kind: "write", path, lines: [text] });
  };
  const leads = async (tree: FollowedTree): Promise<string[]> =>
    (await tree.graph.readRelations({ types: ["CALLS", "IMPORTS", "MENTIONS"] })).map(
      ({ type, fromId, toId }) => `${fromId} ${type === "CALLS" ? ">" : type.toLowerCase()} ${toId}`,
    );

  it.each(EDITS)("$question", async ({ files, edit, gone, come }) => {
    await using tree = await FollowedTree.create(parser);
    write(tree, files);
    await tree.rescan();
    const before = await leads(tree);
    for (const line of gone) expect(before).toContain(line);
    for (const line of come) expect(before).not.toContain(line);
    write(tree, edit);
    await tree.rescan();
    const after = await leads(tree);
    for (const line of gone) expect(after).not.toContain(line);
    for (const line of come) expect(after).toContain(line);
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
  });

  it("by each kind alone", () => {
    const alone = EDITS.filter(({ kinds }) => kinds.length === 1).flatMap(({ kinds }) => kinds);
    expect(new Set(alone)).toEqual(new Set(ALL_QUERY_KINDS.map(([name]) => name)));
  });

  // The fault that all this guards against, seeded: one kind of question is answered and not noted.
  it.each(EDITS)(
    "which would not see it, were $kinds not noted: $question",
    async ({ kinds, files, edit }) => {
      const take: Take = Reflect.get(QuestionNotes.prototype, "take");
      jest.spyOn(QuestionNotes.prototype, "take").mockImplementation(function (this: QuestionNotes, unit) {
        return { ...take.call(this, unit), ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
      });
      await using tree = await FollowedTree.create(parser);
      write(tree, files);
      await tree.rescan();
      write(tree, edit);
      await tree.rescan();
      expect(await contentOf(tree.graph)).not.toEqual(await cleanScan(tree.root, parser));
    },
  );
});
