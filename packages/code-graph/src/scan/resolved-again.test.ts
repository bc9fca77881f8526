import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { cleanScan, contentOf, FollowedTree } from "./rescan.fixture.js";

/** Files of three that know each other, and of one that knows none of them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  "base.py": [
    "class Tool:",
    "    def use(self):",
    "        self.grip()",
    "    def grip(self):",
    "        return 1",
  ],
  "derived.py": ["from base import Tool", "class Saw(Tool):", "    def grip(self):", "        return 2"],
  "user.py": ["from derived import Saw", "def main():", "    Saw().use()"],
  "other.py": ["def alone():", "    alone()"],
};

describe("files that are resolved again after an edit", () => {
  let parser: SourceParser;
  let tree: FollowedTree;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());
  beforeEach(async () => {
    tree = await FollowedTree.create(parser);
    for (const [path, lines] of Object.entries(FILES)) write(path, lines);
    expect((await tree.rescan()).files.resolved).toBe(4);
  });
  afterEach(() => tree[Symbol.asyncDispose]());

  const write = (path: string, lines: readonly string[]): void => tree.edit({ kind: "write", path, lines });
  const edit = (path: string, from: string, to: string): void =>
    write(
      path,
      (FILES[path] ?? []).map((line) => line.replace(from, to)),
    );

  /** How many files the next scan resolves; its graph has to be that of a clean scan. */
  async function resolved(): Promise<number> {
    await tree.reopenFacts();
    const { files } = await tree.rescan();
    expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
    return files.resolved;
  }

  it("are none but the edited one where others see nothing of the edit", async () => {
    edit("base.py", "self.grip()", "self.grip(); print(1)  # twice");
    expect(await resolved()).toBe(1);
  });

  it("are those that saw what the edit changed", async () => {
    // base.py calls what classes below override, user.py looks for `use` in Saw and its bases.
    edit("derived.py", "def grip", "def hold");
    expect(await resolved()).toBe(3);
  });

  it("are those that looked in vain for what came", async () => {
    write("user.py", ["from derived import Saw", "from late import late", "def main():", "    late()"]);
    expect(await resolved()).toBe(1);
    write("late.py", ["def late():", "    pass"]);
    expect(await resolved()).toBe(2);
    expect(await tree.graph.readRelations({ toIds: ["late.py#late"], types: ["CALLS"] })).toHaveLength(1);
  });

  it("are those that saw what is gone", async () => {
    tree.edit({ kind: "delete", path: "base.py" });
    expect(await resolved()).toBe(2);
  });

  it("are those for which a name means another file since the settings changed", async () => {
    write("web/main.ts", ['import { run } from "@run";', "run();"]);
    write("web/one.ts", ["export function run() {}"]);
    write("web/two.ts", ["export function run() {}"]);
    write("tsconfig.json", ['{ "compilerOptions": { "paths": { "@run": ["./web/one"] } } }']);
    expect(await resolved()).toBe(3);
    write("tsconfig.json", ['{ "compilerOptions": { "paths": { "@run": ["./web/two"] } } }']);
    expect(await resolved()).toBe(1);
  });

  it("are all where the graph is not as the last scan left it", async () => {
    await tree.facts.distrust();
    expect(await resolved()).toBe(4);
    edit("other.py", "alone()", "other()");
    await tree.graph.applyChanges({ deleteNodeIds: ["base.py#Tool.use"] });
    expect(await resolved()).toBe(4);
  });

  it("count as before in the report", async () => {
    edit("other.py", "    alone()", "    missing()");
    const { calls, relations, imports } = await tree.rescan();
    expect(calls).toMatchObject({ resolved: 3, unresolved: 1, external: 0 });
    expect(calls.mostUnresolved).toEqual([{ text: "missing", count: 1 }]);
    expect(relations).toMatchObject({ CALLS: 4, INHERITS: 1, IMPORTS: 2 });
    expect(imports).toEqual({ inside: 2, outside: 0 });
  });
});
