import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { TreeAnswer } from "@stemma/pipeline";
import { answerWith, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;
const QUESTION = "how is the price of an item found";

describe("a question to a tree", () => {
  let tree: SourceTree;
  let server: ScriptedModel;
  let answer: string;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    server = await startScriptedModel(() => answerWith(answer));
    expect((await runStemma(["document", tree.root])).code).toBe(0);
  }, runLimitMs);
  afterAll(async () => {
    await server.close();
    await tree.remove();
  });

  const ask = (words: readonly string[], env: Record<string, string> = {}): Promise<StemmaRun> =>
    runStemma(["-C", tree.root, "ask", ...words], { env });
  const askModel = (words: readonly string[]): Promise<StemmaRun> =>
    ask(words, {
      STEMMA_LLM_PROVIDER: "openai-compatible",
      STEMMA_LLM_MODEL: "scripted",
      STEMMA_LLM_BASE_URL: server.url,
    });

  it(
    "is answered by the places alone without a model, best first",
    async () => {
      const { code, stdout } = await ask(QUESTION.split(" "));
      expect(code).toBe(0);
      expect(stdout.split("\n")[0]).toMatch(/^\[1\] shop\/prices\.py:\d+ {2}price_of function$/);
      expect(stdout).toContain("No language model is configured");
    },
    runLimitMs,
  );

  it(
    "is answered by the model with the places that it cites, and asked once",
    async () => {
      answer = "It is looked up by `price_of` [1]. `invented_name` adds a tax of 19 percent [1].";
      const before = server.requests.length;
      const first = await askModel([QUESTION]);
      expect(first.code).toBe(0);
      expect(first.stdout).toMatch(/^It is looked up by `price_of` \[1\]\./);
      expect(first.stdout).toMatch(/Sources\n {2}\[1\] shop\/prices\.py:\d+ {2}price_of function\n/);
      expect(first.stdout).toContain("Check (not in what it cites: invented_name, 19)");
      const [request] = server.requests.slice(before);
      expect(request?.prompt).toContain("def price_of(item)");
      expect(request?.prompt).toContain(QUESTION);

      const again = await askModel(["--json", QUESTION]);
      const told = JSON.parse(again.stdout) as TreeAnswer;
      expect(told.answer).toMatchObject({ isKnown: true, isRemembered: true, spent: { inputTokens: 0 } });
      expect(told.answer?.sentences.map(({ isFounded }) => isFounded)).toEqual([true, false]);
      expect(server.requests).toHaveLength(before + 1);

      const cost = await runStemma(["-C", tree.root, "cost", "--json"]);
      expect(JSON.parse(cost.stdout)).toMatchObject({ total: { answered: 1 } });
    },
    runLimitMs,
  );

  it(
    "may be one that the model can't answer, or that nothing has to do with",
    async () => {
      answer = "I don't know.";
      const unknown = await askModel(["who wrote the price list of the shop"]);
      expect(unknown.code).toBe(0);
      expect(unknown.stdout).toContain("Looked at\n  [1] ");
      const before = server.requests.length;
      const none = await askModel(["how do I bake sourdough bread in winter"]);
      expect(none.stdout).toBe("Nothing that was documented has to do with it.\n");
      expect(server.requests).toHaveLength(before);
    },
    runLimitMs,
  );
});
