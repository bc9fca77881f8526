import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CodeNode, type Relation, SqliteGraphStore } from "@stemma/graph-store";
import * as fc from "fast-check";
import type { FactsStore } from "../facts/facts-store.js";
import type { SourceParser } from "../parse/source-parser.js";
import type { ScanReport } from "./scan-report.js";
import { scanTree } from "./scan-tree.js";

/** Everything a graph holds. */
export interface GraphContent {
  readonly nodes: readonly CodeNode[];
  readonly relations: readonly Relation[];
}

/** One change to a tree. */
export type Edit =
  | { readonly kind: "write"; readonly path: string; readonly lines: readonly string[] }
  | { readonly kind: "delete"; readonly path: string }
  | { readonly kind: "move"; readonly from: string; readonly to: string };

const PYTHON_LINES = [
  "from pkg.one import run, Tool",
  "from pkg.two import *",
  "from .one import Tool as Hammer",
  "import pkg.two",
  "def run():\n    helper()",
  "def helper():\n    pkg.two.run()",
  "class Tool:\n    def use(self):\n        self.grip()\n    def grip(self):\n        return run()",
  "class Saw(Tool):\n    def grip(self):\n        super().grip()",
  "def main(tool: Tool):\n    tool.use()\n    Saw().use()",
  "x = Hammer()\nx.use()",
  "def broken(:\n  ][",
  '"""Notes."""',
];
const SCRIPT_LINES = [
  'import { run, Tool } from "./one.js";',
  'import * as two from "../pkg/two";',
  'export * from "./one.js";',
  'const one = require("./one");',
  "export function run() { helper(); }",
  "export function helper() { two.run(); }",
  "export class Tool { use() { this.grip(); } grip() { return run(); } }",
  "export class Saw extends Tool { grip() { super.grip(); } }",
  "export const main = (tool) => { tool.use(); new Saw().use(); };",
  "one.run();",
  'import { run as mapped } from "@one";\nmapped();',
  "function broken( {",
  "/** Notes. */",
];
const GO_LINES = [
  "package pkg",
  'import "example.org/m/pkg"',
  'import . "example.org/m/web"',
  "func run() { helper() }",
  "func helper() { pkg.Run() }",
  "func Run() *Tool { return &Tool{} }",
  "type Tool struct{ Base }\nfunc (t *Tool) Use() { t.Grip() }",
  "type Base struct{}\nfunc (Base) Grip() { run() }",
  "type Runner interface{ Use() }\nfunc main(r Runner) { r.Use() }",
  "func (t *Tool) Grip() {}",
  "func broken( {",
  "// Notes.",
];
const JAVA_LINES = [
  "package pkg;",
  "import pkg.One;",
  "import static pkg.One.*;",
  "import pkg.*;",
  "class One { static void run() {} void use(int a) { run(); } void use(String a) { use(1); } }",
  'class Two extends One { void use(int a) { super.use(a); use(""); } }',
  "interface Runner { default void go() { step(); } void step(); }",
  "enum Mode implements Runner { A { public void step() { run(); } }; public void step() {} }",
  "record Pair(One one) { void main() { one().use(1); new Two().use(one.toString()); } }",
  "class Main { Runner r = () -> run(); void main(Runner x) { x.go(); new One() {}; } }",
  "class Broken { void ( }",
  "/** Notes. */",
];
const LINES: Readonly<Record<string, readonly string[]>> = {
  py: PYTHON_LINES,
  go: GO_LINES,
  java: JAVA_LINES,
};
const PATHS = [
  "pkg/__init__.py",
  "pkg/one.py",
  "pkg/two.py",
  "main.py",
  "pkg/one.ts",
  "pkg/two.js",
  "web/one.ts",
  "web/main.ts",
  "pkg/sub/one.py",
  "pkg/one.go",
  "pkg/two.go",
  "web/one.go",
  "pkg/One.java",
  "web/Two.java",
];
const FOLDERS = ["pkg", "web", "pkg/sub", "lib"];

const write: fc.Arbitrary<Edit> = fc.oneof(
  ...PATHS.map((path) =>
    fc.record({
      kind: fc.constant("write" as const),
      path: fc.constant(path),
      lines: fc.array(fc.constantFrom(...(LINES[path.slice(path.lastIndexOf(".") + 1)] ?? SCRIPT_LINES)), {
        maxLength: 6,
      }),
    }),
  ),
  fc.record({
    kind: fc.constant("write" as const),
    path: fc.constantFrom(".gitignore", "pkg/.stemmaignore", "package.json", "go.mod"),
    lines: fc.constantFrom(
      ["two.*"],
      ["/pkg/one.py", "!one.ts"],
      [],
      ['{ "name": "me", "exports": "./web/one.ts" }'],
      ['{ "compilerOptions": { "paths": { "@one": ["./web/one"] } } }'],
      ["module example.org/m"],
    ),
  }),
);
const remove: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant("delete" as const),
  path: fc.constantFrom(...PATHS, ...FOLDERS, ".gitignore"),
});
const move: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant("move" as const),
  from: fc.constantFrom(...PATHS, ...FOLDERS),
  to: fc.constantFrom(...PATHS, ...FOLDERS, "one.py", "pkg/three.py"),
});

/** Rounds of edits; the tree is scanned after each round. */
export const editRounds: fc.Arbitrary<Edit[][]> = fc.array(
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: write },
      { weight: 1, arbitrary: remove },
      { weight: 2, arbitrary: move },
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
  { minLength: 2, maxLength: 4 },
);

/** Makes an edit; one that the tree does not permit (a file where a folder is) changes nothing. */
export async function applyEdit(root: string, edit: Edit): Promise<void> {
  try {
    if (edit.kind === "write") {
      await mkdir(dirname(join(root, edit.path)), { recursive: true });
      await writeFile(join(root, edit.path), edit.lines.map((line) => `${line}\n`).join(""));
    } else if (edit.kind === "delete") await rm(join(root, edit.path), { recursive: true, force: true });
    else if (
      await stat(join(root, edit.from)).then(
        () => true,
        () => false,
      )
    ) {
      await mkdir(dirname(join(root, edit.to)), { recursive: true });
      await rename(join(root, edit.from), join(root, edit.to));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!["ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY", "EINVAL"].includes(code ?? "")) throw error;
  }
}

/** All nodes and relations of a graph. */
export async function contentOf(graph: SqliteGraphStore): Promise<GraphContent> {
  return { nodes: await graph.readNodes({}), relations: await graph.readRelations({}) };
}

/** What a scan into an empty graph gives. */
export async function cleanScan(root: string, parser: SourceParser): Promise<GraphContent> {
  const graph = await SqliteGraphStore.open(":memory:");
  try {
    await scanTree(root, graph, { parser });
    return await contentOf(graph);
  } finally {
    await graph.close();
  }
}

/** A tree on disk with a graph that follows it. */
export class FollowedTree implements AsyncDisposable {
  private constructor(
    readonly root: string,
    readonly graph: SqliteGraphStore,
    readonly parser: SourceParser,
    readonly facts: FactsStore,
  ) {}

  static async create(
    parser: SourceParser,
    openFacts: (path: string) => Promise<FactsStore>,
  ): Promise<FollowedTree> {
    const root = await mkdtemp(join(tmpdir(), "stemma-rescan-"));
    const facts = await openFacts(`${root}.facts`);
    return new FollowedTree(root, await SqliteGraphStore.open(":memory:"), parser, facts);
  }

  async rescan(): Promise<ScanReport> {
    return scanTree(this.root, this.graph, { parser: this.parser, facts: this.facts });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.graph.close();
    await this.facts.close();
    await rm(this.root, { recursive: true, force: true });
    await rm(`${this.root}.facts`, { force: true });
  }
}
