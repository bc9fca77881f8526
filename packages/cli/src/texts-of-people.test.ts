import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Changes, DocumentSummary, MergeResult } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const greeting = (says: string): string => `def greet():\n    """${says}"""\n    return 1\n`;
const id = "a.py#greet";

/** What a person wrote is never made again in silence. */
describe("texts of people", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({ "a.py": greeting("Greets."), "b.py": "def other():\n    return 2\n" });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await documentTree();
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });
  const documentTree = (): Promise<DocumentSummary> => stemma.ask("document", tree.root);
  interface Got {
    readonly records: readonly {
      readonly id: string;
      readonly document: string;
      readonly metadata: object;
    }[];
  }
  const recordOf = async (of: string): Promise<Got["records"][number] | undefined> =>
    (await stemma.ask<Got>("collection", "get", "documentation", of)).records[0];
  async function edit(document: string, of = id): Promise<void> {
    const record = { ...(await recordOf(of)), document };
    await tree.write(".stemma/record.jsonl", `${JSON.stringify({ ...record, embedding: undefined })}\n`);
    const file = join(tree.root, ".stemma", "record.jsonl");
    await stemma.ask("collection", "add", "documentation", file, "--replace");
  }

  it(
    "stay when the source changes, are named, and committed",
    async () => {
      await edit("Welcomes whoever comes in.");
      await tree.write("a.py", greeting("Greets everybody."));
      await commitAll(tree.root, "edit");
      const { documentation, index } = await documentTree();
      expect(documentation.ofPeople).toEqual({ kept: [id], removed: [], merged: [], stale: [] });
      expect(await recordOf(id)).toMatchObject({
        document: "Welcomes whoever comes in.",
        metadata: { author: "person", line: 1 },
      });
      expect(index.written).toBeGreaterThan(0);
      expect((await documentTree()).index).toMatchObject({ written: 0, embedded: 0 });
      const { files } = await stemma.ask<Changes>("diff", "main~1..main");
      const words = files.flatMap(({ symbols }) => symbols).find((symbol) => symbol.id === id)?.documentation;
      expect(words?.some(({ text }) => text.includes("whoever"))).toBe(true);
    },
    limitMs,
  );

  it(
    "refuse a move that would lose them, and are there after a commit and the way back",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", "side", "main~1");
      expect((await documentTree()).documentation.documented).toBeGreaterThanOrEqual(0);
      await edit("Says what side says.");
      await git(tree.root, "switch", "--quiet", "main");
      expect(await stemma.refused(1, "switch")).toContain("uncommitted");
      expect(await stemma.refused(1, "document", tree.root)).toContain("uncommitted");
      expect((await recordOf(id))?.document).toBe("Says what side says.");
      await stemma.ask("commit", "-m", "by hand");
      await documentTree();
      expect((await recordOf(id))?.document).toBe("Welcomes whoever comes in.");
      await git(tree.root, "switch", "--quiet", "side");
      await documentTree();
      expect((await recordOf(id))?.document).toBe("Says what side says.");
    },
    limitMs,
  );

  it(
    "are left to people where two of them wrote of the same node, and go before what was made",
    async () => {
      await git(tree.root, "merge", "--quiet", "--no-edit", "main");
      expect((await stemma.run("merge", "main")).code).toBe(1);
      await stemma.ask("merge", "--abort");
      // git has merged; what two people wrote is not decided by a run.
      await documentTree();
      expect((await recordOf(id))?.document).toBe("Says what side says.");
      await stemma.run("merge", "main");
      await stemma.ask("resolve", id, "--theirs");
      expect(await stemma.ask<MergeResult>("merge", "--continue")).toMatchObject({ outcome: "merged" });
      expect((await recordOf(id))?.document).toBe("Welcomes whoever comes in.");
    },
    limitMs,
  );

  it(
    "of a folder are a conflict, not made again",
    async () => {
      await documentTree();
      await git(tree.root, "switch", "--quiet", "--create", "left");
      await documentTree();
      await edit("The shop, in words of left.", ".");
      await stemma.ask("commit", "-m", "left");
      await git(tree.root, "switch", "--quiet", "--create", "right", "side");
      await tree.write("c.py", greeting("Is new."));
      await commitAll(tree.root, "right");
      await documentTree();
      expect((await stemma.run("merge", "left")).code).toBe(1);
      await stemma.ask("resolve", ".", "--theirs");
      await stemma.ask("merge", "--continue");
      const { documentation } = await documentTree();
      expect(documentation.ofPeople.removed).toEqual([]);
      expect((await recordOf("."))?.document).toBe("The shop, in words of left.");
    },
    limitMs,
  );
});
