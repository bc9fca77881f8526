import { readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, Standing, SymbolDescription } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 600_000;
const saying = (what: string): string => `def greet():\n    """${what}"""\n    return 1\n`;

describe("where an answer stands", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({ "a.py": saying("Greets."), "b.py": "def other():\n    return 2\n" });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await stemma.ask<DocumentSummary>("document", tree.root);
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });

  const standing = async (...args: readonly string[]): Promise<Standing> =>
    (await stemma.ask<{ standing: Standing }>(...args)).standing;
  const codes = async (): Promise<readonly string[]> =>
    (await standing("status")).because.map(({ code }) => code);

  it(
    "is fresh after documenting, at every door the same",
    async () => {
      const here = await standing("status");
      expect(here).toMatchObject({ ref: "main", freshness: "fresh", files: [], because: [] });
      expect(await standing("search", "greet")).toEqual(here);
      expect(await standing("show", "greet")).toEqual(here);
      expect(await standing("search", "greet", "--at", "main")).toMatchObject({
        ref: "main",
        commit: here.commit,
        freshness: "fresh",
      });
      for (const args of [["search", "greet"], ["show", "greet"], ["status"]])
        expect((await stemma.run(...args)).stderr).toBe("");
    },
    limitMs,
  );

  it(
    "names the files that changed since, in words, once, and is fresh again when they are as before",
    async () => {
      await tree.write("a.py", saying("Greets everybody."));
      await tree.write("c.py", "def third():\n    return 3\n");
      await rm(join(tree.root, "b.py"));
      const words = "3 files changed since the tree was documented (a.py, b.py, c.py): stemma document";
      expect(await standing("status")).toMatchObject({
        freshness: "stale",
        files: [
          { path: "a.py", change: "modified" },
          { path: "b.py", change: "deleted" },
          { path: "c.py", change: "added" },
        ],
        because: [{ code: "files-changed", words }],
      });
      expect((await stemma.run("status")).stdout).toContain(`${words}\n  ~ a.py\n  - b.py\n  + c.py\n`);
      for (const args of [
        ["search", "greet"],
        ["show", "greet"],
      ])
        expect((await stemma.run(...args)).stderr.split(`${words}\n`)).toHaveLength(2);
      await git(tree.root, "checkout", "--quiet", ".");
      await rm(join(tree.root, "c.py"));
      await utimes(join(tree.root, "a.py"), 1, 1);
      expect(await standing("status")).toMatchObject({ freshness: "fresh", files: [] });
    },
    limitMs,
  );

  it(
    "says which branches tree and index are on, and shows the branch's symbols after a switch without documenting",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", "polite");
      await tree.write("a.py", `${saying("Greets politely.")}\n\ndef bow():\n    """Bows."""\n`);
      await commitAll(tree.root, "polite");
      expect(await codes()).toEqual(["other-branch", "files-changed"]);
      await stemma.ask("document", tree.root);
      expect(await standing("status")).toMatchObject({ ref: "polite", freshness: "fresh", because: [] });
      const textOf = async (name: string): Promise<string | undefined> =>
        (await stemma.ask<{ symbols: SymbolDescription[] }>("show", name)).symbols[0]?.documentation;
      for (const [branch, text, hasBow] of [
        ["main", "Greets.", 1],
        ["polite", "Greets politely.", 0],
      ] as const) {
        await git(tree.root, "switch", "--quiet", branch);
        const { stderr } = await stemma.run("show", "greet");
        expect(stderr).toContain(`The tree is on branch ${branch}, the index on`);
        expect(stderr).not.toContain("{");
        await stemma.ask("switch");
        expect(await textOf("greet")).toContain(text);
        expect((await stemma.run("show", "bow")).code).toBe(hasBow === 1 ? 2 : 0);
        expect(await standing("status")).toMatchObject({ ref: branch, freshness: "fresh", because: [] });
      }
    },
    limitMs,
  );

  it(
    "says after another branch was gone to than the tree's that texts may be of before",
    async () => {
      await stemma.ask("switch", "main");
      expect(await codes()).toEqual(["other-branch", "graph-behind", "files-changed"]);
      await stemma.ask("switch", "polite");
      expect(await codes()).toEqual([]);
      await git(tree.root, "switch", "--quiet", "main");
      await stemma.ask("switch");
      expect(await codes()).toEqual([]);
    },
    limitMs,
  );

  it(
    "is partial after a run that was stopped, and after a merge until the next run",
    async () => {
      const file = join(tree.root, ".stemma", "last-run.json");
      const complete = await readFile(file, "utf8");
      await writeFile(file, JSON.stringify({ ...(JSON.parse(complete) as object), outcome: "interrupted" }));
      expect(await standing("show", "greet")).toMatchObject({ freshness: "partial" });
      expect((await stemma.run("status")).stdout).toContain("The last run of document was interrupted");
      await writeFile(file, complete);

      await tree.write("b.py", "def other():\n    return 22\n");
      await commitAll(tree.root, "other");
      await stemma.ask("document", tree.root);
      await git(tree.root, "merge", "--quiet", "--no-edit", "polite");
      await stemma.ask("merge", "polite");
      expect(await standing("status")).toMatchObject({ ref: "main", freshness: "partial", files: [] });
      expect(await codes()).toEqual(["merged-texts"]);
      await stemma.ask("document", tree.root);
      expect(await codes()).toEqual([]);
    },
    limitMs,
  );

  it(
    "is stale where a README alone changed: the text of its folder quotes it",
    async () => {
      await tree.write("README.md", "# Greetings\n\nHow people are greeted in this town.\n");
      expect(await standing("status")).toMatchObject({
        freshness: "stale",
        files: [{ path: "README.md", change: "added" }],
      });
      await stemma.ask("document", tree.root);
      expect(await standing("status")).toMatchObject({ freshness: "fresh", files: [] });
      await tree.write("README.md", "# Greetings\n\nHow people are greeted in every town.\n");
      expect((await standing("status")).files).toEqual([{ path: "README.md", change: "modified" }]);
      await rm(join(tree.root, "README.md"));
      await stemma.ask("document", tree.root);
      expect(await codes()).toEqual([]);
    },
    limitMs,
  );

  it(
    "compares with what an earlier version documented, of which nothing was kept",
    async () => {
      await rm(join(tree.root, ".stemma", "standing.json"));
      expect(await codes()).toEqual([]);
      await rm(join(tree.root, ".stemma", "standing.json"));
      await tree.write("b.py", "def other():\n    return 222\n");
      expect(await standing("search", "other")).toMatchObject({
        ref: "main",
        files: [{ path: "b.py", change: "modified" }],
      });
    },
    limitMs,
  );
});
