import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, SearchResult } from "@stemma/pipeline";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;

describe("stemma on a small tree", () => {
  let tree: SourceTree;
  let first: DocumentSummary;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    const run = await runStemma(["document", tree.root, "--json"]);
    expect(run).toMatchObject({ code: 0 });
    first = JSON.parse(run.stdout) as DocumentSummary;
  }, runLimitMs);
  afterAll(async () => {
    await tree.remove();
  });

  it("documents and indexes every node", () => {
    expect(first.nodes).toEqual({ FOLDER: 2, FILE: 2, CLASS: 1, FUNCTION: 2, TEXT: 0 });
    expect(first.documentation).toEqual({
      documented: 7,
      reused: 0,
      restored: 0,
      ofPeople: { kept: [], removed: [], merged: [], stale: [] },
      failed: [],
    });
    expect(first.index).toMatchObject({ written: 7, unchanged: 0, removed: 0 });
    expect(first.calls.resolved).toBeGreaterThanOrEqual(1);
  });

  it(
    "answers a question that shares no word with the code",
    async () => {
      const run = await runStemma([
        "-C",
        `${tree.root}/shop`,
        "--json",
        "search",
        "where is the sum to be paid calculated",
        "-k",
        "2",
      ]);
      const { results } = JSON.parse(run.stdout) as { results: SearchResult[] };
      expect(run.code).toBe(0);
      expect(results).toHaveLength(2);
      expect(results.map(({ symbol }) => symbol)).toContain("Basket.total");
      expect(results[0]).toMatchObject({ path: expect.stringMatching(/^shop\//), line: expect.any(Number) });
    },
    runLimitMs,
  );

  it(
    "finds a symbol that the question names",
    async () => {
      const run = await runStemma(["-C", tree.root, "search", "price_of"]);
      expect(run.stdout).toMatch(/^1\. shop\/prices\.py:1 {2}price_of function/);
    },
    runLimitMs,
  );

  it.each([
    ["Basket.total", "Basket.total"],
    ["basket.total()", "Basket.total"],
    ["shop.prices.price_of", "price_of"],
    ["shop/basket.py:8", "Basket.total"],
    ["shop/prices.py", "shop/prices.py"],
    ["prices.py", "shop/prices.py"],
  ])(
    "answers %s, the name or place of something, with just that first, and shows it",
    async (name, symbol) => {
      const found = await runStemma(["-C", tree.root, "--json", "search", name]);
      const { results } = JSON.parse(found.stdout) as { results: SearchResult[] };
      expect(results[0]).toMatchObject({ symbol, score: 1 });
      expect(results.slice(1).map(({ score }) => score < 1)).not.toContain(false);
      const shown = await runStemma(["-C", tree.root, "--json", "show", name]);
      const { symbols } = JSON.parse(shown.stdout) as { symbols: { id: string }[] };
      expect(symbols.map(({ id }) => id.replace(/^.*#/u, ""))).toEqual([symbol]);
    },
    runLimitMs,
  );

  it(
    "finds nothing that has to do with another matter, and says so; refuses no question at all",
    async () => {
      const other = await runStemma(["-C", tree.root, "search", "bake", "sourdough", "bread"]);
      expect(other).toMatchObject({ code: 0, stdout: "Nothing that was documented has to do with it.\n" });
      expect(await runStemma(["-C", tree.root, "search", " "])).toMatchObject({ code: 2, stdout: "" });
    },
    runLimitMs,
  );

  it(
    "answers from what a filter lets through",
    async () => {
      const search = async (...flags: string[]): Promise<string[]> => {
        const run = await runStemma([
          "-C",
          tree.root,
          "--json",
          "search",
          "what does one piece cost",
          ...flags,
        ]);
        return (JSON.parse(run.stdout) as { results: SearchResult[] }).results.map(
          ({ path, kind }) => `${path} ${kind}`,
        );
      };
      expect(await search("--path", "shop/basket.py")).not.toContain("shop/prices.py FUNCTION");
      expect(new Set((await search("--kind", "function")).map((found) => found.split(" ")[1]))).toEqual(
        new Set(["FUNCTION"]),
      );
      expect(await search("--language", "go")).toEqual([]);
      expect(await runStemma(["-C", tree.root, "search", "x", "--language", "cobol"])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('"cobol" is no language: give one of python'),
      });
    },
    runLimitMs,
  );

  it(
    "shows documentation, callers and callees",
    async () => {
      const run = await runStemma(["-C", tree.root, "show", "price_of"]);
      expect(run.code).toBe(0);
      expect(run.stdout).toContain("in cents");
      expect(run.stdout).toMatch(/Called by\n {2}shop\/basket\.py#Basket\.total {2}shop\/basket\.py:8/);
    },
    runLimitMs,
  );

  it(
    "does only what changed the second time",
    async () => {
      await tree.write(
        "shop/prices.py",
        `${sampleFiles["shop/prices.py"]}\ndef discount(item):\n    return 0\n`,
      );
      const second = JSON.parse(
        (await runStemma(["document", tree.root, "--json"])).stdout,
      ) as DocumentSummary;
      expect(second.files).toEqual({ scanned: 2, changed: 1, unchanged: 1, removed: 0 });
      // The new function, its file, and the folders above; the class and its method rest.
      expect(second.documentation.documented).toBeLessThanOrEqual(4);
      expect(second.documentation.reused).toBeGreaterThanOrEqual(4);
      expect(second.index.written).toBeLessThanOrEqual(4);
      const third = JSON.parse(
        (await runStemma(["document", tree.root, "--json"])).stdout,
      ) as DocumentSummary;
      expect(third.documentation.documented).toBe(0);
      expect(third.index).toEqual({
        written: 0,
        unchanged: 8,
        removed: 0,
        embedded: 0,
        isFilled: true,
      });
    },
    runLimitMs,
  );

  it(
    "says when the last run did not finish, and only then",
    async () => {
      const search = async (): Promise<string> =>
        (await runStemma(["-C", tree.root, "search", "price_of"])).stderr;
      expect(await search()).not.toContain("stemma resume");
      const file = join(tree.root, ".stemma", "last-run.json");
      const complete = await readFile(file, "utf8");
      await writeFile(file, JSON.stringify({ ...(JSON.parse(complete) as object), outcome: "interrupted" }));
      expect(await search()).toContain(
        "The last run of document was interrupted: not all of the tree may be searchable.",
      );
      await writeFile(file, complete);
    },
    runLimitMs,
  );

  it(
    "forgets what was deleted",
    async () => {
      await tree.write("shop/prices.py", "");
      const run = await runStemma(["document", tree.root, "--json"]);
      expect((JSON.parse(run.stdout) as DocumentSummary).index.removed).toBe(2);
      expect((await runStemma(["-C", tree.root, "show", "price_of"])).code).toBe(2);
    },
    runLimitMs,
  );
});
