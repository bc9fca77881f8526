import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SearchResult, SymbolDescription } from "@stemma/pipeline";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 300_000;

describe("texts that came with a history", () => {
  let mine: SourceTree;
  let yours: SourceTree;
  let remote: SourceTree;
  beforeAll(async () => {
    mine = await createSourceTree(sampleFiles);
    yours = await createSourceTree(sampleFiles);
    remote = await createSourceTree({});
  });
  afterAll(() => Promise.all([mine, yours, remote].map((tree) => tree.remove())));

  const run = (tree: SourceTree, ...args: string[]): Promise<StemmaRun> =>
    runStemma(["-C", tree.root, ...args]);
  const origins = async (tree: SourceTree): Promise<boolean[]> => {
    const { stdout } = await run(tree, "--json", "search", "price_of");
    const { results } = JSON.parse(stdout) as { results: SearchResult[] };
    expect(results[0]?.origin).toMatchObject({ author: "rule", provider: "extractive" });
    return [...new Set(results.map(({ origin }) => origin.isMadeHere))];
  };

  it(
    "are marked until they are accepted, also once they are in the graph; what is documented here is not",
    async () => {
      const url = pathToFileURL(join(remote.root, "shared")).href;
      await run(mine, "document");
      expect(await origins(mine)).toEqual([true]);
      await run(mine, "remote", "add", "origin", url);
      expect(await run(mine, "push")).toMatchObject({ code: 0, stdout: "Pushed to origin\n" });
      expect(await run(mine, "push")).toMatchObject({ code: 0, stdout: "origin has all of it\n" });

      expect(await run(yours, "clone", url)).toMatchObject({ code: 0 });
      await yours.write("shop/new.py", "def fresh():\n    return 1\n");
      await run(yours, "document");
      const shown = await run(yours, "show", "price_of");
      expect(shown.stdout).toContain("not written here: it came from origin (");
      const { stdout } = await run(yours, "--json", "show", "fresh");
      const { symbols } = JSON.parse(stdout) as { symbols: SymbolDescription[] };
      expect(symbols[0]?.origin).toMatchObject({ isMadeHere: true });

      expect((await run(yours, "accept", "shop/basket.py")).stdout).toMatch(/^3 texts accepted, /);
      const found = await run(yours, "search", "price_of");
      expect(found.stdout).toContain("not written here");
      await run(yours, "accept");
      expect(await origins(yours)).toEqual([true]);
    },
    runLimitMs,
  );
});
