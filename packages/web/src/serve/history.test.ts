import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { StemmaProject, type SymbolRevision, type ToldRevision } from "@stemma/pipeline";
import { BranchingTree } from "../testing/branching-tree.fixture.js";
import { Served } from "../testing/served.fixture.js";

const limitMs = 240_000;
const hostile = "<img/src=x/onerror=attack()>";
const give = (name: string): string =>
  `def ${name}(item):\n    """Gives one piece away."""\n    return item\n`;

describe("the history on the page", () => {
  let tree: BranchingTree;
  beforeAll(async () => {
    tree = await BranchingTree.create();
    await tree.switchTo("feature", "--create");
    await tree.write("Rounds a price to whole euros.", "Sells one piece.", give("give"));
    await tree.document("Euros");
    await tree.switchTo("main");
    await tree.write("Rounds a price to cents.", "Sells one piece, dearly.");
    await tree.document("Dearly");
    tree.git("merge", "--quiet", "--no-edit", "feature");
    await tree.documentAgain();
    await tree.write("Rounds a price to whole euros.", "Sells one piece, dearly.", give("hand_over"));
    await tree.document("Call it handing over");
    tree.git("switch", "--quiet", "--create", hostile);
    await tree.write("Rounds nothing.", "Sells nothing.");
    tree.git("commit", "--quiet", "--all", "--message", `Nobody documents ${hostile}`);
    tree.git("switch", "--quiet", "main");
  }, limitMs);
  afterAll(() => tree.remove(), limitMs);

  it(
    "has the commits of all branches beside those of git that they document, and those that nobody did",
    async () => {
      const served = await Served.begin({ directory: tree.root });
      try {
        const { commits, branches, git } = await served.ask("history");
        expect(git?.commits.map(({ subject }) => subject)[0]).toBe(`Nobody documents ${hostile}`);
        expect(git).toMatchObject({ current: "main", isCut: false });
        expect(git?.branches.map(({ name }) => name)).toEqual([hostile, "feature", "main"]);
        const byGit = new Map(commits.map((commit) => [commit.git?.commit, commit]));
        const undocumented = git?.commits.filter(({ commit }) => !byGit.has(commit));
        expect(undocumented?.map(({ subject }) => subject)).toEqual([`Nobody documents ${hostile}`]);
        // The branch of the index that stands elsewhere is among them.
        const feature = branches.find(({ name }) => name === "feature");
        expect(commits.map(({ hash }) => hash)).toContain(feature?.head);
        expect(commits.some(({ parents }) => parents.length > 1)).toBe(true);
      } finally {
        await served.end();
      }
    },
    limitMs,
  );

  it(
    "is told of all symbols as it is of each",
    async () => {
      await using project = await StemmaProject.openNearest(tree.root);
      const all = await project.symbolHistories({ most: 100 });
      expect(all.size).toBeGreaterThan(3);
      for (const [id, revisions] of all) {
        const one = await project.symbolHistory(id);
        expect([id, revisions.map(plain)]).toEqual([id, one.map(plain)]);
      }
      const renamed = all.get("shop.py#hand_over")?.map(({ change }) => [change.change, change.formerId]);
      expect(renamed).toEqual([
        ["modified", "shop.py#give"],
        ["added", null],
      ]);
      const newest = await project.symbolHistories({ most: 1 });
      expect(newest.get("shop.py#hand_over")).toHaveLength(1);
    },
    limitMs,
  );

  /** Without the words of what came: a history of all does not have them. */
  function plain({ commit, change }: SymbolRevision | ToldRevision): unknown {
    if (change.change !== "added") return { commit: commit.hash, change };
    return { commit: commit.hash, change: change.change };
  }
});
