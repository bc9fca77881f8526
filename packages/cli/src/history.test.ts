import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommitResult, Differences, DocumentSummary, SearchResult, Status } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const runLimitMs = 240_000;
const pricesFile = "shop/prices.py";
const prices = sampleFiles[pricesFile] ?? "";
/** Written on both branches, of each node alone: what is left to be in conflict. */
const onBothBranches = (words: string): string =>
  ["currency", "rounding"].map((name) => `def ${name}():\n    """${words}"""\n    return 1\n`).join("\n");
const withDiscount = `${prices}\n${onBothBranches("As friends have it.")}\ndef friends_discount(item):\n    """How much less a good friend has to pay."""\n    return 5\n`;
const withTax = `${prices}\n${onBothBranches("As the state has it.")}\ndef value_added_tax(item):\n    """The share of the state in what is paid."""\n    return 7\n`;
const conflictId = `${pricesFile}#currency`;
const discountId = `${pricesFile}#friends_discount`;

interface Waiting {
  readonly open: number;
  readonly conflicts: readonly {
    readonly id: string;
    readonly fields: readonly { readonly field: string; readonly ours: string; readonly theirs: string }[];
  }[];
}

describe("the history of an index", () => {
  let tree: SourceTree;
  let remotes: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    remotes = await createSourceTree({});
  });
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
    await remotes.remove();
  });

  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
  });
  const ask = <T>(...args: string[]): Promise<T> => stemma.ask<T>(...args);
  const refused = (code: number, ...args: string[]): Promise<string> => stemma.refused(code, ...args);

  /** Left uncommitted, so that the history's own commands can be told apart. */
  const documentTree = (): Promise<DocumentSummary> => ask("document", tree.root, "--no-commit");

  const symbolsFor = async (...args: string[]): Promise<string[]> => {
    const { results } = await ask<{ results: SearchResult[] }>(
      "search",
      "how much less do friends pay",
      ...args,
    );
    return results.map(({ symbol }) => symbol);
  };

  it(
    "has to be begun by a commit",
    async () => {
      await documentTree();
      expect(await refused(2, "status")).toMatch(/has no history yet[\s\S]*stemma commit/);
      expect(await refused(1, "--chroma", "http://127.0.0.1:9", "commit", "-m", "x")).toContain("OpenChroma");
      expect(await ask<CommitResult>("commit", "-m", "the shop")).toMatchObject({
        branch: "main",
        added: 7,
        modified: 0,
        deleted: 0,
      });
      expect(await ask("verify")).toMatchObject({ isEqual: true, index: { documents: 7 } });
      expect(await refused(1, "commit", "-m", "again")).toContain('nothing to commit on "main"');
    },
    runLimitMs,
  );

  it(
    "shows what an edit changes, on a branch of its own",
    async () => {
      await ask("switch", "-c", "discounts");
      await tree.write(pricesFile, withDiscount);
      await documentTree();
      const { documents } = await ask<Differences>("diff");
      expect(documents).toContainEqual({ kind: "added", collection: "documentation", id: discountId });
      expect(documents.map(({ id }) => id)).not.toContain("shop/basket.py#Basket");

      expect(await refused(1, "switch", "main")).toMatch(/would overwrite \d+ uncommitted changes/);
      await ask("commit", "-m", "discounts for friends");
      const committed = await ask<Differences>("diff", "main..discounts");
      expect(committed.documents).toEqual(expect.arrayContaining([...documents]));
      expect((await stemma.run("log", "-n", "2")).stdout).toMatch(/discounts for friends\n.*the shop\n/);
    },
    runLimitMs,
  );

  it(
    "answers from the branch that it was switched to, and embeds nothing for it",
    async () => {
      await ask("switch", "main");
      const onMain = await symbolsFor();
      expect(onMain).not.toContain("friends_discount");
      expect(await symbolsFor("--at", "discounts")).toContain("friends_discount");
      // Ranked alike, whether by the index or from the history.
      expect(await symbolsFor("--at", "main")).toEqual(onMain);

      // The vectors come from the history alone: without its cache the model would have to work.
      await rm(join(tree.root, ".stemma", "embeddings.sqlite"));
      await ask("switch", "discounts");
      expect((await documentTree()).index).toMatchObject({ written: 0, unchanged: 10, removed: 0, embedded: 0 });
    },
    runLimitMs,
  );

  it(
    "is brought back to the tree by documenting it",
    async () => {
      await ask("switch", "main");
      // The tree still has the discount, of which this branch knows nothing.
      const { index, documentation } = await documentTree();
      expect(documentation.documented).toBe(0);
      expect(index.written).toBeGreaterThanOrEqual(1);
      await ask("reset");
      expect(await ask<Status>("status")).toMatchObject({ branch: "main", isClean: true });
    },
    runLimitMs,
  );

  it(
    "lists conflicts with all three versions, changes nothing for them, and forgets them",
    async () => {
      await tree.write(pricesFile, withTax);
      await documentTree();
      await ask("commit", "-m", "taxes");
      const conflicting = await stemma.run("merge", "discounts");
      expect(conflicting.code).toBe(1);
      expect(conflicting.stdout).toMatch(
        /^! documentation {2}shop\/prices\.py#currency\n {4}content\n {6}base .*\n {6}ours .*state.*\n {6}theirs .*friends/m,
      );
      expect(conflicting.stderr).toContain("nothing was changed");
      expect(await refused(1, "switch", "discounts")).toContain("while a merge waits");
      expect(await refused(1, "document", tree.root)).toContain("while a merge waits");
      await ask("merge", "--abort");
      expect(await refused(2, "merge")).toContain("a merge needs a ref");
      expect(await refused(2, "merge", "--continue")).toContain("no merge is under way");
      expect(await refused(2, "resolve", pricesFile, "--ours")).toContain("no merge is under way");
    },
    runLimitMs,
  );

  it(
    "lets conflicts be decided one by one, and makes the merge when told to",
    async () => {
      await stemma.run("merge", "discounts");
      const listing = await stemma.run("merge", "--json");
      expect(listing.code).toBe(1);
      const { conflicts, open } = JSON.parse(listing.stdout) as Waiting;
      expect(open).toBe(conflicts.length);
      const ids = conflicts.map(({ id }) => id);
      // The texts of file and folder are made from these: they are made again.
      expect([...ids].sort()).toEqual([conflictId, `${pricesFile}#rounding`]);
      const found = conflicts
        .find(({ id }) => id === conflictId)
        ?.fields.find(({ field }) => field === "content");
      expect([found?.ours, found?.theirs]).toEqual([
        expect.stringContaining("state"),
        expect.stringContaining("friends"),
      ]);

      expect(await refused(2, "resolve", conflictId)).toContain("--ours, --theirs or --base");
      expect(await refused(2, "resolve", "--ours")).toContain("which conflict");
      expect(await refused(2, "resolve", "nothing", "--ours")).toContain("stemma merge lists");
      expect(await refused(2, "resolve", conflictId, "--ours", "--field", "nothing")).toContain(
        "In conflict are",
      );
      expect((await stemma.run("resolve", conflictId, "--ours", "--theirs")).code).toBe(2);
      expect(await refused(2, "merge", "discounts", "--continue")).toContain("take no ref");

      const [first = "", ...rest] = ids;
      expect(rest).not.toHaveLength(0);
      const decided = await stemma.run("resolve", first, "--ours");
      expect(decided.code).toBe(0);
      expect(decided.stdout).toMatch(/^Merging discounts\n[^]*decided: ours/);
      expect(await stemma.run("merge", "--continue")).toMatchObject({ code: 1 });
      expect(await ask("resolve", ...rest, "--collection", "documentation", "--theirs")).toMatchObject({
        open: 0,
      });
      expect((await stemma.run("merge")).stderr).toContain("stemma merge --continue makes the merge");
      expect(await stemma.run("merge", "--continue")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^merged at \w{8}, \d+ conflicts decided/),
      });
      expect(await ask("verify", "--only", "index")).toMatchObject({ isEqual: true });
      await ask("reset", "HEAD~1");
    },
    runLimitMs,
  );

  it(
    "decides all conflicts for one side",
    async () => {
      expect(await ask("merge", "discounts", "--strategy", "theirs")).toMatchObject({ outcome: "merged" });
      const { results } = await ask<{ results: SearchResult[] }>(
        "search",
        "value_added_tax friends_discount",
      );
      expect(results.map(({ symbol }) => symbol)).toEqual(
        expect.arrayContaining(["value_added_tax", "friends_discount"]),
      );
    },
    runLimitMs,
  );

  it(
    "is pushed to a remote with its tags, and comes back from it",
    async () => {
      await ask("tag", "v1", "-m", "the first");
      expect(await refused(2, "push")).toContain('no remote "origin"');
      await ask("remote", "add", "origin", pathToFileURL(join(remotes.root, "shop")).href);
      expect(await stemma.run("push", "--tags")).toMatchObject({ code: 0, stdout: "Pushed to origin\n" });
      const { commit: pushed } = await ask<Status>("status");
      expect(await ask("fetch")).toEqual({
        remoteBranches: [{ remote: "origin", name: "main", head: pushed }],
      });

      // Behind the remote after going back, and level again by a pull.
      await ask("reset", "discounts");
      expect(await ask("pull")).toMatchObject({ outcome: "fast-forward", commit: pushed });
      expect(await ask<Status>("status")).toMatchObject({ commit: pushed, isClean: true });
    },
    runLimitMs,
  );

  it(
    "refuses what is not there and what would lose something, and stays as it is",
    async () => {
      const before = await ask<Status>("status");
      expect(await refused(2, "switch", "nowhere")).toContain('no branch, tag or commit "nowhere"');
      expect(await refused(2, "switch", "v1")).toContain('"v1"');
      expect(await refused(2, "diff", "main..nowhere")).toContain('"nowhere"');
      expect(await refused(2, "search", "x", "--at", "nowhere")).toContain('"nowhere"');
      expect(await refused(2, "switch", "main", "--mode", "force")).toContain("Allowed choices are block");
      expect(await refused(2, "commit")).toContain("-m, --message");
      expect(await refused(1, "tag", "v1")).toContain('the tag "v1" exists already');
      expect(await ask<Status>("status")).toEqual(before);
    },
    runLimitMs,
  );
});
