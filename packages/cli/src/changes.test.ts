import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Changes, CommitSummary, Status } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const cart = (name: string, before = ""): string => `${before}def total(things):
    """Sums prices of all things in a cart."""
    return sum(things)


def ${name}():
    """Counts."""
    return 1


def last():
    """Comes last."""
    return 2
`;
const prices = `def price_of(name):
    """Says what a thing costs in cents."""
    return 5


def old():
    """Is old."""
    return price_of(1)
`;
const laterPrices = `from shop.cart import total


def price_of(name, currency):
    """Says what a thing costs in euros, not in cents."""
    return total(5)


def discount():
    """Is new."""
    return price_of(1)
`;

describe("changes that can be read", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({ "shop/prices.py": prices, "shop/cart.py": cart("many") });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await stemma.ask("document", tree.root);
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });
  const said = async (...args: readonly string[]): Promise<string> => (await stemma.run(...args)).stdout;

  it(
    "shows nothing of what only moved to other lines",
    async () => {
      await tree.write("shop/cart.py", cart("many", "\n\n\n"));
      await stemma.ask("document", tree.root, "--no-commit");
      expect(await stemma.ask<Status>("status")).toMatchObject({ isClean: false });
      const { files, documents } = await stemma.ask<Changes>("diff");
      expect(files.flatMap(({ symbols }) => symbols.map(({ id }) => id))).toEqual(["shop/cart.py"]);
      expect(documents.map(({ id }) => id)).toEqual(["shop/cart.py"]);
    },
    limitMs,
  );

  it(
    "groups by file and symbol: words, signature, callers, and what was renamed",
    async () => {
      await tree.write("shop/prices.py", laterPrices);
      await tree.write("shop/cart.py", cart("count"));
      await stemma.ask("document", tree.root, "--no-commit");
      expect(await said("diff")).toMatch(
        new RegExp(
          [
            "shop/cart\\.py\n",
            "  ~ shop/cart\\.py file\n[^]*",
            "  ~ count function \\(formerly shop/cart\\.py#many\\)\n",
            " {6}- def many\\(\\)\n {6}\\+ def count\\(\\)\n[^]*",
            "  ~ total function\n[^]* {6}now called by shop/prices\\.py#price_of\n",
            "shop/prices\\.py\n[^]*",
            "  \\+ discount function\n[^]*",
            "  - old function\n",
            "  ~ price_of function\n",
            " {6}- def price_of\\(name\\)\n {6}\\+ def price_of\\(name, currency\\)\n",
            "[^]*\\{\\+euros, not in\\+\\} cents\\.[^]*",
            " {6}now called by shop/prices\\.py#discount\n {6}no longer called by shop/prices\\.py#old\n$",
          ].join(""),
        ),
      );
    },
    limitMs,
  );

  it(
    "counts by file, names files alone, and tells programs all of it",
    async () => {
      expect(await said("diff", "--stat")).toBe(
        [
          " shop           | 1 ~",
          " shop/cart.py   | 3 ~",
          " shop/prices.py | 2 ~, 1 +, 1 -",
          " 3 files: 6 documented anew, 1 added, 1 removed",
          "",
        ].join("\n"),
      );
      expect(await said("diff", "--name-only")).toBe("shop\nshop/cart.py\nshop/prices.py\n");
      const { files } = await stemma.ask<Changes>("diff");
      expect(files[2]?.symbols[3]).toMatchObject({
        id: "shop/prices.py#price_of",
        change: "modified",
        signature: { before: "def price_of(name)", after: "def price_of(name, currency)" },
        callers: { gained: ["shop/prices.py#discount"], lost: ["shop/prices.py#old"] },
      });
      expect(await said("status")).toContain(
        "Not committed:\nshop\n  ~ shop folder\nshop/cart.py\n  ~ shop/cart.py file\n  ~ count function (formerly shop/cart.py#many)\n  ~ total function\n",
      );
    },
    limitMs,
  );

  it(
    "shows a commit with git's commit in words",
    async () => {
      const commit = await commitAll(tree.root, "Take another currency");
      await stemma.ask("document", tree.root);
      const shown = await said("show", "main", "--stat");
      expect(shown).toContain(`of git's ${commit.slice(0, 7)} Take another currency\n`);
      expect(shown).toContain(" shop/prices.py | 2 ~, 1 +, 1 -\n");
      expect(shown).not.toContain("Git-Commit");
      expect(await said("show", "main~1", "--name-only")).toContain("shop/prices.py\n");
      const { commit: told } = await stemma.ask<{ commit: CommitSummary & Changes }>("show", "main");
      expect(told.files.map(({ path }) => path)).toEqual(["shop", "shop/cart.py", "shop/prices.py"]);
    },
    limitMs,
  );
});
