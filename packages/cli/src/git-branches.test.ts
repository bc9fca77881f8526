import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommitSummary, DocumentSummary, SearchResult, Status } from "@stemma/pipeline";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";
import { type StemmaIn, stemmaIn } from "./testing/stemma-in.fixture.js";

const runLimitMs = 240_000;
const pricesFile = "shop/prices.py";
const prices = sampleFiles[pricesFile] ?? "";
const withDiscount = `${prices}\ndef friends_discount(item):\n    """How much less a good friend has to pay."""\n    return 5\n`;

/** None that a database would take as it is. */
const ownBranch = "Feature/Über=1";

describe("documentation on git's branches", () => {
  let tree: SourceTree;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root, "trunk");
    stemma = stemmaIn(tree.root);
  });
  afterAll(() => tree.remove());

  const documentTree = (...args: string[]): Promise<DocumentSummary> =>
    stemma.ask("document", tree.root, ...args);
  const symbols = async (): Promise<string[]> => {
    const { results } = await stemma.ask<{ results: SearchResult[] }>(
      "search",
      "how much less do friends pay",
    );
    return results.map(({ symbol }) => symbol);
  };
  const newest = async (): Promise<CommitSummary | undefined> =>
    (await stemma.ask<{ commits: CommitSummary[] }>("log", "-n", "1")).commits[0];

  it(
    "is committed on a branch of the same name, with git's commit",
    async () => {
      const { history } = await documentTree();
      const head = await git(tree.root, "rev-parse", "HEAD");
      expect(history).toEqual({
        branch: "trunk",
        outcome: "committed",
        commit: expect.any(String),
        gitCommit: head,
      });
      expect((await newest())?.message).toBe(
        `1 class and 2 functions added\n\nGit-Commit: ${head}\nGit-Branch: trunk`,
      );
      expect(await stemma.ask<Status>("status")).toMatchObject({ branch: "trunk", isClean: true });
      expect((await documentTree()).history).toEqual({ ...history, outcome: "unchanged" });
    },
    runLimitMs,
  );

  it(
    "says when the tree had edits that git has no commit of, and leaves the history alone when told to",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", "discounts");
      await tree.write(pricesFile, withDiscount);
      expect((await documentTree("--no-commit")).history).toBeNull();
      expect(await stemma.ask<Status>("status")).toMatchObject({ branch: "trunk", isClean: false });
      expect((await documentTree()).history).toMatchObject({ branch: "discounts", outcome: "committed" });
      expect((await newest())?.message).toMatch(
        /^1 function added[^]*\nGit-Branch: discounts\nGit-Tree: modified$/,
      );
      await commitAll(tree.root, "discounts");
      // git's short form of a branch is another one beside a tag of its name.
      await git(tree.root, "tag", "discounts");
    },
    runLimitMs,
  );

  it(
    "comes back with git's branch: nothing is documented and nothing embedded",
    async () => {
      for (const [branch, hasDiscount] of [
        ["trunk", false],
        ["discounts", true],
      ] as const) {
        await git(tree.root, "switch", "--quiet", branch);
        const early = await stemma.run("search", "how much less do friends pay");
        expect(early.stderr).toMatch(/The tree is on branch \w+, the index on \w+: stemma switch/);
        await stemma.ask("switch");
        expect((await symbols()).includes("friends_discount")).toBe(hasDiscount);
        // Neither may come from a cache: the history alone has to give all of it.
        await rm(join(tree.root, ".stemma", "embeddings.sqlite"), { force: true });
        const { documentation, index, history } = await documentTree();
        expect(documentation).toMatchObject({ documented: 0, failed: [] });
        expect(index).toMatchObject({ written: 0, removed: 0, embedded: 0 });
        expect(history).toMatchObject({ branch, outcome: "unchanged" });
        expect((await symbols()).includes("friends_discount")).toBe(hasDiscount);
      }
      expect(await stemma.ask("switch")).toMatchObject({ branch: "discounts", documents: 0 });
    },
    runLimitMs,
  );

  it(
    "needs no switch of its own before documenting, and begins a branch where its nearest documented commit is",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", ownBranch, "trunk");
      const { documentation, index, history } = await documentTree();
      expect(history).toMatchObject({ branch: ownBranch, outcome: "unchanged" });
      expect(documentation).toMatchObject({ documented: 0 });
      expect(index).toMatchObject({ written: 0, embedded: 0 });
    },
    runLimitMs,
  );

  it(
    "is not committed while git is on no branch",
    async () => {
      await git(tree.root, "switch", "--quiet", "--detach", "heads/discounts");
      expect((await documentTree()).history).toMatchObject({ branch: ownBranch, outcome: "detached" });
      expect(await stemma.refused(2, "switch")).toMatch(/git is on no branch[^]*stemma switch <branch>/);
      await git(tree.root, "switch", "--quiet", "trunk");
      const { documentation, history } = await documentTree();
      expect(history).toMatchObject({ branch: "trunk", outcome: "unchanged" });
      expect(documentation).toMatchObject({ documented: 0 });
    },
    runLimitMs,
  );

  it(
    "shows where the index of a merge waits instead of documenting over it",
    async () => {
      // The same function as on the other branch, in other words; texts that are made from it would not conflict.
      await tree.write(pricesFile, withDiscount.replace("a good friend", "an old friend"));
      await documentTree();
      expect((await stemma.run("merge", "discounts")).code).toBe(1);
      expect(await stemma.refused(1, "document", tree.root)).toContain("while a merge waits");
      await stemma.ask("merge", "--abort");
    },
    runLimitMs,
  );
});
