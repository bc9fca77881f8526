import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { BlamedSentence, CommitSummary, DocumentSummary } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const greeting = (name: string, says: string): string => `def ${name}():\n    """${says}"""\n    return 1\n`;
const other = greeting("other", "Says something else.");

describe("the log", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  const gitHashes: string[] = [];
  beforeAll(async () => {
    tree = await createSourceTree({ "a.py": greeting("greet", "Says hello."), "b.py": other });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await documentCommit("begin");
    for (const [subject, file, content] of [
      ["Say it to all", "a.py", greeting("greet", "Says hello. To everybody.")],
      ["Leave greetings alone", "b.py", greeting("other", "Says another thing.")],
      ["Name it better", "a.py", greeting("welcome", "Says hello. To everybody.")],
      ["Move it", "c.py", greeting("welcome", "Says hello. To everybody.")],
    ] as const) {
      if (file === "c.py") await git(tree.root, "rm", "--quiet", "a.py");
      await tree.write(file, content);
      await documentCommit(subject);
    }
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });
  async function documentCommit(subject: string): Promise<void> {
    if (subject !== "begin") await commitAll(tree.root, subject);
    gitHashes.unshift((await git(tree.root, "rev-parse", "HEAD")).slice(0, 7));
    await stemma.ask<DocumentSummary>("document", tree.root);
  }
  const said = async (...args: readonly string[]): Promise<string> => (await stemma.run(...args)).stdout;

  it("says what each commit changed, and of which of git's it is", async () => {
    const lines = (await said("log", "--oneline")).split("\n");
    expect(lines.map((line) => line.replace(/^[0-9a-v]{8} /, ""))).toEqual([
      `1 function changed  [${gitHashes[0]} Move it]`,
      `1 function documented anew  [${gitHashes[1]} Name it better]`,
      `1 function documented anew  [${gitHashes[2]} Leave greetings alone]`,
      `1 function documented anew  [${gitHashes[3]} Say it to all]`,
      `2 functions added  [${gitHashes[4]} begin]`,
      "",
    ]);
    expect(await said("log", "-n", "1")).toMatch(
      /^[0-9a-v]{8} \d{4}-\d\d-\d\d \d\d:\d\d \S.* {2}1 function changed {2}\[\w{7} Move it\]\n$/,
    );
  }, 60_000);

  it("follows a symbol through renames and moves", async () => {
    const shown = await said("log", "welcome");
    expect(shown.match(/\[\w{7} .*\]/g)).toEqual([
      `[${gitHashes[0]} Move it]`,
      `[${gitHashes[1]} Name it better]`,
      `[${gitHashes[3]} Say it to all]`,
      `[${gitHashes[4]} begin]`,
    ]);
    expect(shown).toContain("~ welcome function (formerly a.py#welcome)\n");
    expect(shown).toContain("~ welcome function (formerly a.py#greet)\n");
    expect(shown).toContain("{+To everybody.+}");
    expect(await said("log", "welcome", "-n", "2", "--oneline")).toMatch(
      /^.*Move it\]\n.*Name it better\]\n$/,
    );
    expect(await stemma.refused(2, "log", "nothing_of_this_name")).toContain("nothing_of_this_name");
  }, 60_000);

  it("says of each sentence since when it is there, by whom and from what", async () => {
    const { sentences } = await stemma.ask<{ sentences: (BlamedSentence & { git: { subject: string } })[] }>(
      "blame",
      "welcome",
    );
    const of = (text: string): (typeof sentences)[number] | undefined =>
      sentences.find((sentence) => sentence.text.includes(text));
    expect(of("To everybody.")).toMatchObject({
      git: { subject: "Say it to all" },
      author: "rule",
      provider: "extractive",
      sources: ["a.py:1"],
    });
    expect(await said("blame", "welcome")).toMatch(
      /^[0-9a-v]{8} \d{4}-\d\d-\d\d {2}\S.*\n {21}rule, extractive, from .*Say it to all$/m,
    );
  }, 60_000);

  it("draws the lines of the history", async () => {
    await git(tree.root, "switch", "--quiet", "--create", "side");
    await tree.write("d.py", other);
    await documentCommit("side");
    await git(tree.root, "switch", "--quiet", "main");
    await tree.write("b.py", greeting("other", "Says a third thing."));
    await documentCommit("third");
    await git(tree.root, "merge", "--quiet", "--no-edit", "side");
    await stemma.ask("document", tree.root);
    const drawn = await stemma.run("log", "--graph", "--oneline");
    expect(drawn.stderr).toBe("");
    const lines = drawn.stdout.split("\n");
    const shape = lines.map((line) => line.replace(/ [0-9a-v]{8} .*/, ""));
    expect(shape.slice(shape.indexOf("|\\") - 1).slice(0, 6)).toEqual(["*", "|\\", "* |", "| *", "|/", "*"]);
    const { commits } = await stemma.ask<{ commits: (CommitSummary & { git: unknown })[] }>("log", "-n", "2");
    expect(commits.find((each) => each.git !== null)?.git).toMatchObject({
      isModified: false,
      shortHash: expect.any(String),
    });
  }, 120_000);
});
