import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { SearchResult } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import { type StemmaIn, stemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const id = "greet.py#greet";
const onlyMetadata = "greet.py#keep";
const source = (words: string): string =>
  [
    "def greet(name):",
    `    """${words}"""`,
    "    return name",
    "def keep(name):",
    '    """Keeps it."""',
    `    return "${words}"`,
    "",
  ].join("\n");
const words = "Waters the tulips and the daffodils of the garden.";

interface Waiting {
  readonly open: number;
  readonly conflicts: readonly {
    readonly id: string;
    readonly isDecided: boolean;
    readonly fields: readonly { readonly field: string; readonly decided: string; readonly own: string }[];
  }[];
}

describe("a conflict decided by a text of one's own", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({ "greet.py": source("Says hello.") });
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await stemma.ask("document", tree.root, "--no-commit");
    await stemma.ask("commit", "-m", "begin");
    for (const [branch, said] of [
      ["other", "Says good evening."],
      ["main", "Says good morning."],
    ] as const) {
      await (branch === "other" ? stemma.ask("switch", "-c", branch) : stemma.ask("switch", branch));
      await tree.write("greet.py", source(said));
      await stemma.ask("document", tree.root, "--no-commit");
      await stemma.ask("commit", "-m", said);
    }
    await stemma.ask("tag", "before");
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });
  beforeEach(async () => {
    await stemma.run("merge", "--abort");
    await stemma.ask("reset", "before");
    expect((await stemma.run("merge", "other")).code).toBe(1);
  });

  const waiting = async (): Promise<Waiting> =>
    JSON.parse((await stemma.run("merge", "--json")).stdout) as Waiting;

  it(
    "is shown with that text, merged with it, and found by it",
    async () => {
      const decided = await stemma.run("resolve", id, "--text", words);
      expect(decided).toMatchObject({ code: 0 });
      expect(decided.stdout).toMatch(/greet\.py#greet\n {4}content {2}decided: own\n[^]* {6}own {5}Waters/);
      const { conflicts } = await waiting();
      // What a text was written from is no question beside the text.
      expect(conflicts.find((each) => each.id === id)).toMatchObject({
        isDecided: true,
        fields: [
          { field: "content", decided: "own", own: words },
          { field: "metadata.source_hash", decided: "ours", own: null },
        ],
      });
      expect(await stemma.ask("merge", "--strategy", "ours")).toMatchObject({ outcome: "merged" });
      const { results } = await stemma.ask<{ results: SearchResult[] }>(
        "search",
        "flowers need water",
        "--at",
        "HEAD",
      );
      expect(results[0]).toMatchObject({ symbol: "greet" });
      expect(await stemma.ask("verify", "--only", "index")).toMatchObject({ isEqual: true });
      expect(await stemma.ask("status")).toMatchObject({ isClean: true, merging: null });
    },
    limitMs,
  );

  it(
    "takes the text from a file, and from standard input",
    async () => {
      const file = join(tree.root, "own.txt");
      await tree.write("own.txt", "Zwei Zeilen, \u{1F337}\nund ein Ende.\r\n");
      const expected = "Zwei Zeilen, \u{1F337}\nund ein Ende.";
      await stemma.ask("resolve", id, "--file", file);
      const own = async (): Promise<string | undefined> =>
        (await waiting()).conflicts
          .find((each) => each.id === id)
          ?.fields.find(({ field }) => field === "content")?.own;
      expect(await own()).toBe(expected);
      await stemma.ask("resolve", id, "--ours");
      expect(await own()).toBeNull();
      await stemmaIn(tree.root, { input: "from a pipe\n" }).ask("resolve", id, "--file", "-");
      expect(await own()).toBe("from a pipe");
    },
    limitMs,
  );

  it(
    "refuses what is no text, and decides nothing by it",
    async () => {
      const before = await waiting();
      await tree.write("latin1.txt", new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65]));
      const refused = (...args: string[]): Promise<string> => stemma.refused(2, "resolve", ...args);
      expect(await refused(id, "--file", join(tree.root, "nothing.txt"))).toContain(
        "nothing.txt can't be read",
      );
      expect(await refused(id, "--file", tree.root)).toContain("can't be read");
      expect(await refused(id, "--file", join(tree.root, "latin1.txt"))).toContain("is not UTF-8");
      expect(await refused(id, "--text", " \n")).toContain("the text is empty");
      expect(await refused(onlyMetadata, "--text", words)).toContain(
        "In conflict are: metadata.source_hash;",
      );
      expect(await refused("nowhere", "--text", words)).toContain('"nowhere" is in no conflict');
      expect(await refused("--collection", "documentation", "--text", words)).toContain(
        "a text decides only a conflict about a document's text",
      );
      expect(await refused(id, onlyMetadata, "--text", words)).toContain("a text decides one document");
      for (const other of ["--ours", "--base", "--field"]) {
        const args = other === "--field" ? [other, "content"] : [other];
        expect(await refused(id, "--text", words, ...args)).toContain("cannot be used with");
      }
      expect(await refused(id, "--text", words, "--file", "x")).toContain("cannot be used with");
      expect(await waiting()).toEqual(before);
    },
    limitMs,
  );
});
