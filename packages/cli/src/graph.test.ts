import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;

const FILES = {
  "shop/goods.py": [
    "import shop.basket",
    "",
    "",
    "class Good:",
    "    def price(self):",
    "        return base()",
    "",
    "",
    "class Fruit(Good):",
    "    def price(self):",
    "        return 40",
    "",
    "",
    "def base():",
    "    return 50",
    "",
    "",
    "def forgotten():",
    "    return 0",
    "",
  ].join("\n"),
  "shop/basket.py": [
    "import shop.goods",
    "",
    "",
    "def total(good: shop.goods.Good):",
    "    first = good.price()",
    "    return first + good.price()",
    "",
    "",
    "def show(good: shop.goods.Good):",
    "    print(total(good))",
    "",
  ].join("\n"),
  "tests/test_basket.py": [
    "from shop.basket import show",
    "",
    "",
    "def test_show():",
    "    show(None)",
    "",
    "",
    "def total():",
    "    return 1",
    "",
  ].join("\n"),
};

describe("questions to the graph", () => {
  let tree: SourceTree;
  const ask = (...args: string[]): Promise<StemmaRun> => runStemma(["-C", tree.root, ...args]);
  async function answer<T>(...args: string[]): Promise<T> {
    const run = await ask("--json", ...args);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    return JSON.parse(run.stdout) as T;
  }
  async function lines(...args: string[]): Promise<string[]> {
    const run = await ask(...args);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    return run.stdout.trimEnd().split("\n");
  }
  function git(...args: readonly string[]): void {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...who, ...args], { cwd: tree.root, stdio: "ignore" });
  }

  beforeAll(async () => {
    tree = await createSourceTree(FILES);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--quiet", "--message", "begin");
    expect(await runStemma(["-C", tree.root, "callers", "total"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("stemma scan <directory>"),
    });
    expect(await runStemma(["scan", tree.root, "-q"])).toMatchObject({ code: 0 });
  }, runLimitMs);
  afterAll(() => tree.remove());

  it(
    "who calls, and whom",
    async () => {
      expect(await lines("callers", "Good.price")).toEqual([
        "shop/goods.py#Good.price",
        "  shop/basket.py#total  shop/basket.py:5, 6  confidence 0.80",
        "… and more beyond 1 step: --depth",
      ]);
      expect(await lines("callers", "base", "--depth", "9")).toEqual([
        "shop/goods.py#base",
        "  shop/goods.py#Good.price  shop/goods.py:6",
        "    shop/basket.py#total  shop/basket.py:5, 6  confidence 0.80",
        "      shop/basket.py#show  shop/basket.py:10",
        "        tests/test_basket.py#test_show  tests/test_basket.py:5  test",
      ]);
      expect(await lines("callers", "base")).toContain("… and more beyond 1 step: --depth");
      expect(await lines("callees", "shop/basket.py", "--limit", "1")).toEqual([
        "shop/basket.py",
        "  shop/goods.py#Fruit.price  shop/basket.py:5, 6  called by shop/basket.py#total, confidence 0.50",
        "… 1 more: --limit",
        "… and more beyond 1 step: --depth",
      ]);
      expect(await lines("callers", "forgotten")).toEqual([
        "shop/goods.py#forgotten",
        "  Nothing in the tree calls it.",
      ]);
      const { steps, more } = await answer<{ steps: unknown[]; more: number }>("callees", "show");
      expect([steps, more]).toEqual([
        [
          {
            node: expect.objectContaining({ id: "shop/basket.py#total", kind: "function" }),
            depth: 1,
            via: "shop/basket.py#show",
            relation: "CALLS",
            confidence: 1,
            site: { path: "shop/basket.py", lines: [10] },
            isTest: false,
          },
        ],
        0,
      ]);
    },
    runLimitMs,
  );

  it(
    "names that several have, or none",
    async () => {
      const several = await ask("callers", "total");
      expect(several).toMatchObject({ code: 2, stdout: "" });
      expect(several.stderr).toContain("shop/basket.py#total, tests/test_basket.py#total");
      const none = await ask("callers", "totl");
      expect(none).toMatchObject({ code: 2, stdout: "" });
      expect(none.stderr).toContain("Did you mean: ");
    },
    runLimitMs,
  );

  it(
    "a way of calls, and none",
    async () => {
      expect(await lines("path", "test_show", "base")).toEqual([
        "tests/test_basket.py#test_show",
        "  shop/basket.py#show  tests/test_basket.py:5",
        "  shop/basket.py#total  shop/basket.py:10",
        "  shop/goods.py#Good.price  shop/basket.py:5, 6  confidence 0.80",
        "  shop/goods.py#base  shop/goods.py:6",
      ]);
      expect(await lines("path", "base", "test_show")).toEqual([
        "No way of calls leads from shop/goods.py#base to test_show.",
      ]);
    },
    runLimitMs,
  );

  it(
    "what a change reaches, with its tests",
    async () => {
      expect(await lines("impact", "Good")).toEqual([
        "shop/goods.py#Good",
        "Reaches (3)",
        "  shop/basket.py#total  shop/basket.py:5, 6  calls shop/goods.py#Good.price, confidence 0.80",
        "  shop/goods.py#Fruit  shop/goods.py:9  inherits from shop/goods.py#Good",
        "  shop/basket.py#show  shop/basket.py:10  calls shop/basket.py#total",
        "Tests (1)",
        "  tests/test_basket.py#test_show  tests/test_basket.py:5  calls shop/basket.py#show",
      ]);
      for (const wrong of [["impact"], ["impact", "Good", "--since", "main"]])
        expect(await ask(...wrong)).toMatchObject({ code: 2, stdout: "" });
      expect((await ask("impact", "--since", "nosuch")).stderr).toContain('git knows no "nosuch"');
    },
    runLimitMs,
  );

  it(
    "what differs from a ref, symbol by symbol, and what that reaches",
    async () => {
      expect(await lines("impact", "--since", "main")).toEqual(["Nothing else in the tree depends on it."]);
      // A line above all moves them; only one changes, one goes, one comes.
      const changed = `# moved\n${FILES["shop/goods.py"]}`
        .replace("return 50", "return 51")
        .replace("def forgotten", "def remembered");
      await tree.write("shop/goods.py", changed);
      const stale = await ask("callers", "base");
      expect(stale.stderr).toBe("1 file changed since the tree was scanned (shop/goods.py): stemma scan\n");
      await ask("scan", "-q");
      expect(await lines("impact", "--since", "main", "--depth", "1")).toEqual([
        "Differs from main (3)",
        "  shop/goods.py  shop/goods.py:1",
        "  shop/goods.py#base  shop/goods.py:15",
        "  shop/goods.py#remembered  shop/goods.py:19",
        "Gone (1)",
        "  shop/goods.py#forgotten",
        "Reaches (2)",
        "  shop/basket.py  shop/basket.py:1  imports shop/goods.py",
        "  shop/goods.py#Good.price  shop/goods.py:7  calls shop/goods.py#base",
        "… and more beyond 1 step: --depth",
      ]);
      await tree.write("shop/goods.py", FILES["shop/goods.py"]);
      await ask("scan", "-q");
    },
    runLimitMs,
  );

  it(
    "what files define, what nothing uses, and what goes round in circles",
    async () => {
      expect(await lines("outline", "shop/goods.py")).toEqual([
        "shop/goods.py",
        "  class Good  class  shop/goods.py:4",
        "    def price(self)  method  shop/goods.py:5",
        "  class Fruit(Good)  class  shop/goods.py:9",
        "    def price(self)  method  shop/goods.py:10",
        "  def base()  function  shop/goods.py:14",
        "  def forgotten()  function  shop/goods.py:18",
      ]);
      expect(await lines("outline", ".", "--limit", "1")).toEqual([
        "shop/basket.py",
        "  def total(good: shop.goods.Good)  function  shop/basket.py:4",
        "  def show(good: shop.goods.Good)  function  shop/basket.py:9",
        "… 2 more files: --limit",
      ]);
      expect(await lines("unused")).toEqual(["shop/goods.py#forgotten  function  shop/goods.py:18"]);
      expect(await lines("unused", "tests")).toEqual(["Everything is used by something in the tree."]);
      expect(await lines("cycles")).toEqual([
        "2 files import each other",
        "  shop/basket.py:1  shop/basket.py → shop/goods.py",
        "  shop/goods.py:1  shop/goods.py → shop/basket.py",
      ]);
      expect(await lines("cycles", "--of", "calls")).toEqual(["Nothing goes round in circles."]);
      const { circles } = await answer<{ circles: { nodes: { id: string }[] }[] }>("cycles", "shop");
      expect(circles.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
        ["shop/basket.py", "shop/goods.py"],
      ]);
    },
    runLimitMs,
  );

  it(
    "as a diagram",
    async () => {
      expect(await lines("callers", "base", "--depth", "2", "--format", "mermaid")).toEqual([
        "flowchart LR",
        '  subgraph fn0["shop/goods.py"]',
        '    n0["base"]',
        '    n1["Good.price"]',
        "  end",
        '  subgraph fn2["shop/basket.py"]',
        '    n2["total"]',
        "  end",
        '  n2 -.->|"0.80"| n1',
        "  n1 --> n0",
        "  classDef start stroke-width:3px",
        "  class n0 start",
      ]);
      expect((await lines("cycles", "--format", "dot"))[0]).toBe("digraph stemma {");
      expect((await lines("impact", "Good", "--format", "graphml"))[0]).toMatch(/^<\?xml /u);
      const both = await ask("--json", "path", "show", "base", "--format", "dot");
      expect(both).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("--format") });
    },
    runLimitMs,
  );

  it(
    "shows what derives from a class, and where it is called",
    async () => {
      const shown = await runStemma(["-C", tree.root, "show", "Good"]);
      expect(shown.stdout).toContain("Subclasses\n  shop/goods.py#Fruit  shop/goods.py:9\n");
      const derived = await runStemma(["-C", tree.root, "show", "Fruit"]);
      expect(derived.stdout).toContain("Inherits from\n  shop/goods.py#Good  shop/goods.py:4\n");
      const method = await runStemma(["-C", tree.root, "show", "Good.price"]);
      expect(method.stdout).toContain(
        "Called by\n  shop/basket.py#total  shop/basket.py:5, 6  (confidence 0.80)\n",
      );
    },
    runLimitMs,
  );
});
