import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, SearchResult } from "@stemma/pipeline";
import { answerWith, failWith, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;
const nodeCount = 7;

describe("documentation by a language model", () => {
  let tree: SourceTree;
  let server: ScriptedModel;
  beforeEach(async () => {
    tree = await createSourceTree(sampleFiles);
  });
  afterEach(async () => {
    await server.close();
    await tree.remove();
  });

  const run = (args: readonly string[]): Promise<StemmaRun> =>
    runStemma([...args, "--json"], {
      env: {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: server.url,
        STEMMA_LLM_API_KEY: "key-that-must-not-be-printed",
      },
    });
  const document = async (): Promise<{ run: StemmaRun; summary: DocumentSummary }> => {
    const ended = await run(["document", tree.root]);
    return { run: ended, summary: JSON.parse(ended.stdout) as DocumentSummary };
  };

  it(
    "asks once a node, from the leaves up, and is found by words that only the model used",
    async () => {
      server = await startScriptedModel(({ prompt }) =>
        answerWith(
          prompt.includes("price_of(item):")
            ? "Consults the tariff of the greengrocer."
            : "Part of a small store.",
        ),
      );
      const { run: first, summary } = await document();
      expect(first.code).toBe(0);
      expect(summary.documentation).toMatchObject({ documented: nodeCount, reused: 0, failed: [] });
      expect(server.requests).toHaveLength(nodeCount);
      // What is called is documented before its caller, and the caller is told of it.
      const caller = server.requests.find(({ prompt }) => prompt.includes("def total(self)"));
      expect(caller?.prompt).toContain("Consults the tariff of the greengrocer.");
      expect(new Set(server.requests.map(({ headers }) => headers.authorization))).toEqual(
        new Set(["Bearer key-that-must-not-be-printed"]),
      );
      expect(first.stdout + first.stderr).not.toContain("key-that-must-not-be-printed");

      const found = await run(["-C", tree.root, "search", "tariff of the greengrocer"]);
      expect((JSON.parse(found.stdout) as { results: SearchResult[] }).results[0]?.path).toBe(
        "shop/prices.py",
      );

      await document();
      expect(server.requests).toHaveLength(nodeCount);
    },
    runLimitMs,
  );

  it(
    "asks one model of functions and classes and another of files, and none below a level",
    async () => {
      server = await startScriptedModel(() => answerWith("Part of a small store."));
      const llm = { models: { leaf: "cheap", parent: "better" } };
      await tree.write("stemma.config.json", JSON.stringify({ llm: { ...llm, level: "file" } }));
      const documented = async (): Promise<string[]> => {
        const before = server.requests.length;
        await run(["--trust", "document", tree.root]);
        return server.requests.slice(before).map(({ body }) => String(body["model"]));
      };
      const first = await documented();
      expect(new Set(first)).toEqual(new Set(["better"]));
      const shown = await run(["-C", tree.root, "show", "price_of"]);
      expect(shown.stdout).toContain("extractive");
      await tree.write("stemma.config.json", JSON.stringify({ llm }));
      const second = await documented();
      expect(second.filter((model) => model === "cheap")).toHaveLength(3);
      expect(await documented()).toEqual([]);
      await tree.write("stemma.config.json", JSON.stringify({ llm: { ...llm, level: "class" } }));
      expect(await documented()).toEqual([]);
    },
    runLimitMs,
  );

  it(
    "documents the rest when the model fails for one node, says so with exit 3, and tries only that one again",
    async () => {
      let isBroken = true;
      server = await startScriptedModel(({ prompt }) =>
        isBroken && prompt.includes("def price_of(item)") && !prompt.includes("def total(self)")
          ? failWith(400)
          : answerWith("Part of a store."),
      );
      const { run: first, summary } = await document();
      expect(first.code).toBe(3);
      expect(summary.documentation.failed.map(({ id }) => id)).toContain("shop/prices.py#price_of");
      expect(summary.documentation.documented).toBeGreaterThan(0);

      isBroken = false;
      const { run: second, summary: repaired } = await document();
      expect(second.code).toBe(0);
      expect(repaired.documentation.failed).toEqual([]);
    },
    runLimitMs,
  );
});
