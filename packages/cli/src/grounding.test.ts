import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, ExplainedText, TextsVerification } from "@stemma/pipeline";
import { answerWith, type ModelRequest, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 120_000;
const PRICE_OF = "shop/prices.py#price_of";
const said = (text: string, ...cites: string[]) => ({ text, cites });
const inSchema = (...sentences: ReturnType<typeof said>[]): string =>
  JSON.stringify({ summary: sentences.slice(0, 1), details: sentences.slice(1) });

/** Of one function it says what is so, and what is not; of all else what is nowhere wrong. */
function lyingModel({ prompt }: ModelRequest): ReturnType<typeof answerWith> {
  if (prompt.includes("Document the function `price_of`"))
    return answerWith(
      inSchema(
        said("`price_of` gives the price of an `item` in cents.", "1-2"),
        said("An `apple` costs 40.", "3"),
        said("A `pear` costs 70.", "3"),
        said("It asks `PriceService` first.", "3"),
        said("It takes the `currency`.", "1"),
        said("An `apple` is looked up.", "2"),
      ),
    );
  if (prompt.includes("Document the method `Basket.total`"))
    return answerWith(inSchema(said("`total` sums up what `price_of` gives.", "price_of")));
  return answerWith("A store, in plain prose.");
}

describe("what a model's sentences stand on", () => {
  let tree: SourceTree;
  let server: ScriptedModel;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    server = await startScriptedModel(lyingModel);
    await document();
  }, limitMs);
  afterAll(async () => {
    await server.close();
    await tree.remove();
  });

  const run = (args: readonly string[]): Promise<StemmaRun> =>
    runStemma(args, {
      env: {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: server.url,
      },
    });
  const document = async (): Promise<DocumentSummary> =>
    JSON.parse((await run(["document", tree.root, "--json"])).stdout) as DocumentSummary;
  const verify = async (): Promise<TextsVerification> =>
    JSON.parse((await run(["-C", tree.root, "verify", "--texts", "--json"])).stdout) as TextsVerification;
  const lies = async (): Promise<[string, string, readonly string[]][]> =>
    ((await verify()).doubtful.find(({ id }) => id === PRICE_OF)?.sentences ?? []).map((each) => [
      each.text,
      each.standing,
      each.missing,
    ]);
  const FOUND = [
    ["A `pear` costs 70.", "unsupported", ["70"]],
    ["It asks `PriceService` first.", "unsupported", ["PriceService"]],
    ["It takes the `currency`.", "unsupported", ["currency"]],
    ["An `apple` is looked up.", "unsupported", ["apple"]],
  ];

  it(
    "is asked for in a schema, with the lines numbered",
    () => {
      const [request] = server.requests.filter(({ prompt }) => prompt.includes("`price_of` (Python"));
      expect(request?.body["response_format"]).toMatchObject({ type: "json_schema" });
      expect(request?.prompt).toContain("1| def price_of(item):\n2| ");
    },
    limitMs,
  );

  it(
    "tells lies: invented names, wrong lines, wrong parameters and wrong numbers are marked",
    async () => {
      expect(await lies()).toEqual(FOUND);
      const { isSupported, texts, sentences, doubtful } = await verify();
      expect({ isSupported, texts }).toMatchObject({ isSupported: false, texts: { total: 7, cited: 2 } });
      expect(sentences).toMatchObject({ supported: 3, stale: 0, unsupported: 4 });
      expect(doubtful.find(({ id }) => id === PRICE_OF)?.unknownNames).toEqual(["PriceService", "currency"]);
      const { code, stdout } = await run(["-C", tree.root, "verify", "--texts"]);
      expect(code).toBe(1);
      expect(stdout).toContain("unsupported (not in what it cites: 70): A `pear` costs 70.");
      expect((await run(["-C", tree.root, "verify"])).code).toBe(0);
    },
    limitMs,
  );

  it(
    "is a chain from a sentence to the lines of a file",
    async () => {
      const { stdout } = await run(["-C", tree.root, "show", "Basket.total", "--why"]);
      expect(stdout).toMatch(
        /`total` sums up what `price_of` gives\.\n {4}shop\/prices\.py#price_of {2}shop\/prices\.py:1/,
      );
      expect(stdout).toMatch(/An `apple` costs 40\.\n {8}shop\/prices\.py:3\n/);
      const json = await run(["-C", tree.root, "show", "price_of", "--why", "--json"]);
      const { explained } = JSON.parse(json.stdout) as { explained: ExplainedText[] };
      expect(explained[0]?.sentences[0]).toMatchObject({
        standing: "supported",
        lines: [{ from: 1, to: 2 }],
      });
      const plain = await run(["-C", tree.root, "show", "shop/prices.py", "--why"]);
      expect(plain.stdout).toContain("A store, in plain prose.  no citations");
    },
    limitMs,
  );

  it(
    "goes with the texts to another branch and back, by the history alone",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", "dear");
      await tree.write("shop/prices.py", (sampleFiles["shop/prices.py"] ?? "").replace("40", "45"));
      await commitAll(tree.root, "dearer");
      await document();
      expect((await lies()).map(([text]) => text)).toContain("An `apple` costs 40.");
      const calls = server.requests.length;
      await git(tree.root, "switch", "--quiet", "-");
      await document();
      expect(await lies()).toEqual(FOUND);
      expect(server.requests).toHaveLength(calls);
    },
    limitMs,
  );

  it(
    "is stale where the source changed and nobody wrote anew",
    async () => {
      await tree.write(
        "shop/prices.py",
        (sampleFiles["shop/prices.py"] ?? "").replace("'apple': 40", "'apple': 41"),
      );
      await run(["scan", tree.root]);
      expect((await lies()).filter(([, standing]) => standing === "stale")).toHaveLength(3);
      const { sentences } = await verify();
      expect(sentences).toMatchObject({ supported: 2, stale: 3, unsupported: 2 });
    },
    limitMs,
  );
});
