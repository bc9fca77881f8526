import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SearchResult } from "@stemma/pipeline";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;

describe("stemma in a folder whose name is not ASCII, without a locale", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree({ "größe-漢字/prices.py": "def price_of(item):\n    return item\n" });
  });
  afterAll(async () => {
    await tree.remove();
  });

  it.each([{ LC_ALL: "C" }, { LC_ALL: "xx_XX.none" }])(
    "documents and finds again: %j",
    async (env) => {
      const root = `${tree.root}/größe-漢字`;
      const documented = await runStemma(["document", root], { env });
      expect(documented).toMatchObject({ code: 0, stderr: expect.not.stringContaining("rror") });
      const found = await runStemma(["-C", root, "--json", "search", "price_of"], { env });
      expect(found).toMatchObject({ code: 0 });
      const { results } = JSON.parse(found.stdout) as { results: SearchResult[] };
      expect(results[0]).toMatchObject({ symbol: "price_of", path: "prices.py" });
    },
    runLimitMs,
  );
});
