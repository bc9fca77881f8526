import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 180_000;

describe("stemma export --markdown", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
  });
  afterAll(() => tree.remove());

  const stemma = (...args: string[]): Promise<StemmaRun> => runStemma(["-C", tree.root, ...args]);
  const page = (folder: string, path: string): Promise<string> =>
    readFile(join(tree.root, folder, path), "utf8");

  it(
    "writes a wiki of the tree as it is, and of how it was at a tag",
    async () => {
      const early = await stemma("export", "--markdown", "wiki");
      expect(early).toMatchObject({ code: 2 });
      expect((await stemma("document", tree.root)).code).toBe(0);
      expect((await stemma("tag", "first")).code).toBe(0);
      const prices = await readFile(join(tree.root, "shop/prices.py"), "utf8");
      await tree.write(
        "shop/prices.py",
        `${prices}\n\ndef discount_of(item):\n    """Grants a tenth off."""\n    return price_of(item) / 10\n`,
      );
      expect((await stemma("document", tree.root)).code).toBe(0);

      const written = await stemma("export", "--markdown", join(tree.root, "wiki"));
      expect(written).toMatchObject({ code: 0, stderr: "" });
      expect(written.stdout).toMatch(/^\d+ pages written, 0 unchanged, 0 removed\n$/u);
      const now = await page("wiki", "tree/shop/prices.py.md");
      expect(now).toContain("## `discount_of`");
      expect(now).toContain("Grants a tenth off.");
      expect(now).toContain("Calls: [`price_of`](prices.py.md#price-of)");
      expect((await stemma("export", "--markdown", join(tree.root, "wiki"))).stdout).toMatch(
        /^0 pages written/u,
      );

      const before = await stemma("export", "--markdown", join(tree.root, "old"), "--at", "first");
      expect(before).toMatchObject({ code: 0, stderr: "" });
      const then = await page("old", "tree/shop/prices.py.md");
      expect(then).toContain("## `price_of`");
      expect(then).not.toContain("discount_of");
      expect(await stemma("export", "--markdown", join(tree.root, "x"), "--at", "nowhere")).toMatchObject({
        code: 2,
      });
    },
    runLimitMs,
  );
});
