import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, EditedText, SymbolDescription, TakenEdits } from "@stemma/pipeline";
import { beginGit, commitAll } from "./testing/git.fixture.js";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const limitMs = 180_000;
const ID = "a.py#greet";
const greeting = (says: string, gives = 1): string =>
  `def greet():\n    """${says}"""\n    return ${gives}\n\ndef main():\n    return greet()\n`;
const SECOND = "\ndef second():\n    return greet()\n";
/** An editor that does as it is told. */
const EDITOR = `import { readFileSync, writeFileSync } from "node:fs";
const [how, file] = process.argv.slice(2);
if (how === "fail") process.exit(4);
if (how === "show") console.log(readFileSync(file, "utf8"));
if (how === "write") writeFileSync(file, "Hails whoever comes in.\\n");
`;

describe("stemma edit", () => {
  let tree: SourceTree;
  let script: string;
  beforeAll(async () => {
    tree = await createSourceTree({ "a.py": greeting("Greets."), "b.py": "def other():\n    return 2\n" });
    await beginGit(tree.root);
    script = join(tree.root, ".git", "editor with a space.mjs");
    await writeFile(script, EDITOR);
    await document();
  }, limitMs);
  afterAll(() => tree.remove());

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<StemmaRun> =>
    runStemma(["-C", tree.root, ...args], { env: { VISUAL: "", EDITOR: "", ...env } });
  const ask = async <T>(...args: string[]): Promise<T> => {
    const ended = await run([...args, "--json"]);
    if (ended.stdout === "") throw new Error(ended.stderr);
    return JSON.parse(ended.stdout) as T;
  };
  const document = (): Promise<DocumentSummary> => ask<DocumentSummary>("document", tree.root);
  const shown = async (name = "greet"): Promise<SymbolDescription | undefined> =>
    (await ask<{ symbols: SymbolDescription[] }>("show", name)).symbols[0];
  const editor = (how: string) => ({ EDITOR: `"${process.execPath}" "${script}" ${how}` });
  const ofPeople = async () => (await document()).documentation.ofPeople;

  it(
    "keeps a text through runs, shows it, finds it, and commits it",
    async () => {
      const made = (await shown())?.documentation ?? "";
      expect(
        await ask<EditedText>("edit", "greet", "--text", `Welcomes whoever comes in.\n\n${made}`),
      ).toEqual({
        id: ID,
        outcome: "written",
        isMasked: false,
      });
      expect(await shown()).toMatchObject({ writtenBy: "a person", edited: { isStale: false } });
      expect((await run(["search", "welcomes whoever comes in"])).stdout).toContain("a.py:1");
      expect(await ofPeople()).toEqual({ kept: [], removed: [], merged: [], stale: [] });
      expect((await shown())?.documentation).toContain("Welcomes whoever comes in.");
      expect(
        await ask<EditedText>("edit", "greet", "--text", (await shown())?.documentation ?? ""),
      ).toMatchObject({
        outcome: "unchanged",
      });
    },
    limitMs,
  );

  it(
    "is merged with what is made anew, and stale where the source is another",
    async () => {
      await tree.write("a.py", greeting("Greets.") + SECOND);
      await commitAll(tree.root, "a caller");
      expect(await ofPeople()).toMatchObject({ merged: [ID], stale: [] });
      const merged = (await shown())?.documentation ?? "";
      expect(merged).toContain("Welcomes whoever comes in.");
      expect(merged).toContain("`second`");
      await tree.write("a.py", greeting("Greets.", 2) + SECOND);
      expect(await ofPeople()).toMatchObject({ merged: [], stale: [ID] });
      expect(await shown()).toMatchObject({ edited: { isStale: true }, documentation: merged });
      expect((await run(["show", "greet"])).stdout).toContain("Stale: ");
    },
    limitMs,
  );

  it(
    "opens an editor without a shell, confirms what it leaves, and takes nothing from one that fails",
    async () => {
      const failed = await run(["edit", "greet"], editor("fail"));
      expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing was taken") });
      const kept = await run(["edit", "greet", "--json"], editor("leave"));
      expect(JSON.parse(kept.stdout)).toMatchObject({ outcome: "confirmed" });
      expect(await shown()).toMatchObject({ edited: { isStale: false } });
      expect((await run(["edit", "greet"])).stderr).toContain("neither VISUAL nor EDITOR is set");
    },
    limitMs,
  );

  it(
    "shows both texts where they can't be merged, takes none with marks, and is not stale when that is decided",
    async () => {
      await tree.write("a.py", greeting("Bows.", 2) + SECOND);
      expect(await ofPeople()).toMatchObject({ merged: [], stale: [ID] });
      const undecided = await run(["edit", "greet"], editor("show"));
      expect(undecided.stdout).toMatch(
        /<<<<<<< what a person wrote\nWelcomes[^]*=======\nBows\.[^]*>>>>>>> what is made now/,
      );
      expect(undecided).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("marks of a conflict are left"),
      });
      const written = await run(["edit", "greet"], editor("write"));
      expect(written.stdout).toContain(`The text of ${ID} is yours`);
      expect(await shown()).toMatchObject({
        edited: { isStale: false },
        documentation: "Hails whoever comes in.",
      });
      expect(await ofPeople()).toMatchObject({ merged: [], stale: [] });
    },
    limitMs,
  );

  it(
    "refuses what is no text, and changes nothing",
    async () => {
      const before = (await shown())?.documentation;
      for (const args of [
        ["greet", "--text", "  "],
        ["greet", "--text", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b"],
        ["nowhere_at_all", "--text", "x"],
        ["greet", "--from", "x"],
        [],
      ])
        expect((await run(["edit", ...args])).code).not.toBe(0);
      expect((await shown())?.documentation).toBe(before);
    },
    limitMs,
  );

  it(
    "takes what was edited in an exported wiki, and refuses pages whose base is not known",
    async () => {
      const wiki = join(tree.root, ".stemma", "wiki");
      await ask("export", "--markdown", wiki);
      const page = join(wiki, "tree", "b.py.md");
      const exported = await readFile(page, "utf8");
      expect(await readFile(join(wiki, "tree", "a.py.md"), "utf8")).toContain("Hails whoever comes in.");
      const [head = "", behind = ""] = exported.split("lines 1–2\n\n");
      const edited = `${head}lines 1–2\n\nGives \`2\`, & nothing <else>.\n`;
      expect(behind).not.toBe("");
      await writeFile(page, edited);
      expect(await ask<TakenEdits>("edit", "--from", wiki)).toMatchObject({
        edited: [{ id: "b.py#other", outcome: "written" }],
        refused: [],
      });
      expect((await shown("other"))?.documentation).toBe("Gives `2`, & nothing <else>.");
      await writeFile(page, edited.replace("## `other`", "## `another`"));
      expect(await run(["edit", "--from", wiki])).toMatchObject({
        code: 3,
        stderr: expect.stringContaining("Not taken: tree/b.py.md"),
      });
      expect((await run(["edit", "--from", tree.root])).stderr).toContain("no record of an export");
    },
    limitMs,
  );

  it(
    "puts back what is made",
    async () => {
      expect(await ask<EditedText>("edit", "greet", "--discard")).toMatchObject({ outcome: "made again" });
      expect(await shown()).toMatchObject({ edited: null, documentation: expect.stringContaining("Bows.") });
      expect((await document()).index).toMatchObject({ embedded: 0 });
      expect(await ask<EditedText>("edit", "greet", "--discard")).toMatchObject({ outcome: "unchanged" });
    },
    limitMs,
  );
});
