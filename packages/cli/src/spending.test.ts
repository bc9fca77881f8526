import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DocumentEstimate, DocumentSummary, SearchResult, Spending } from "@stemma/pipeline";
import { answerWith, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { type RunOptions, runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 180_000;
const nodeCount = 7;

describe("what a language model costs", () => {
  let tree: SourceTree;
  let model: ScriptedModel;
  beforeEach(async () => {
    tree = await createSourceTree(sampleFiles);
    model = await startScriptedModel(({ prompt }) =>
      answerWith(prompt.includes("`price_of`") ? "Consults the tariff." : "Part of a small store."),
    );
  });
  afterEach(async () => {
    await model.close();
    await tree.remove();
  });

  const run = (args: readonly string[], options: RunOptions = {}): Promise<StemmaRun> =>
    runStemma(args, {
      ...options,
      env: {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: model.url,
        // Prices decide what a budget lets through: those of a tree count only where it is trusted.
        STEMMA_TRUST: "1",
      },
    });
  const json = async <T>(args: readonly string[]): Promise<T> =>
    JSON.parse((await run([...args, "--json"])).stdout) as T;
  const giveThePrice = (): Promise<void> =>
    tree.write(
      "stemma.config.json",
      JSON.stringify({ prices: { scripted: { input: 1, output: 10 } }, workers: 1 }),
    );

  it(
    "is estimated by a dry run that calls and writes nothing, and is then what a real run reports and the journal holds",
    async () => {
      const unpriced = await run(["document", tree.root, "--dry-run"]);
      expect(unpriced.stdout).toContain("unknown: no price of scripted is configured");
      await giveThePrice();
      const estimate = await json<DocumentEstimate>(["document", tree.root, "--dry-run"]);
      expect(estimate).toMatchObject({ nodes: { toDocument: nodeCount, upToDate: 0 }, calls: nodeCount });
      expect(model.requests).toHaveLength(0);
      expect(existsSync(join(tree.root, ".stemma"))).toBe(false);

      const report = join(tree.root, "report.json");
      const document = await run(["document", tree.root, "--report", report]);
      expect(document.code).toBe(0);
      expect(document.stdout).toMatch(
        /model +scripted: 7 calls\n +tokens +[\d,]+ in, [\d,]+ out; cost \$0\.00/u,
      );
      const { llm, processing } = JSON.parse(await readFile(report, "utf8")) as DocumentSummary;
      expect(llm).toMatchObject({ attempts: nodeCount, failures: 0, model: "scripted" });
      expect(llm!.slowestCalls).toHaveLength(nodeCount);
      expect(processing.metrics.calls).toMatchObject({ made: nodeCount, unpriced: 0 });
      // Placeholders stand for the summaries in the estimate, so that it is no less.
      expect(estimate.tokens.input).toBeGreaterThanOrEqual(llm!.tokens.input);
      expect(estimate.tokens.input).toBeLessThan(llm!.tokens.input * 1.5);
      expect(estimate.mostCostUsd).toBeGreaterThan(llm!.costUsd!);

      const spending = await json<Spending>(["-C", tree.root, "cost"]);
      expect(spending.total).toMatchObject({ answered: nodeCount, failed: 0, unknown: 0, unpriced: 0 });
      expect(spending.total.inputTokens).toBe(llm!.tokens.input);
      expect(spending.total.costUsd).toBeCloseTo(llm!.costUsd!);
      expect(spending.models.map((line) => line.model)).toEqual(["scripted"]);
      expect(spending.runs).toHaveLength(1);
      expect((await run(["-C", tree.root, "cost"])).stdout).toMatch(/scripted +7 calls/u);

      const again = await json<DocumentEstimate>(["document", tree.root, "--dry-run"]);
      expect(again).toMatchObject({ nodes: { toDocument: 0, upToDate: nodeCount }, calls: 0, costUsd: 0 });
    },
    runLimitMs,
  );

  it(
    "is capped by a budget: what is done can be searched, and resume goes on until nothing is left",
    async () => {
      await giveThePrice();
      const first = await run(["document", tree.root, "--budget", "2.2ktokens", "--json"]);
      expect(first.code).toBe(3);
      expect(first.stderr).toMatch(/The budget is used up: \d nodes are left[\s\S]*stemma -C .* resume/u);
      const summary = JSON.parse(first.stdout) as DocumentSummary;
      const done = summary.documentation.documented;
      expect(done).toBeGreaterThan(0);
      expect(summary.stoppedByBudget).toEqual({ skipped: nodeCount - done });
      expect(summary.llm!.tokens.input + summary.llm!.tokens.output).toBeLessThanOrEqual(2_200);
      expect(model.requests).toHaveLength(done);
      const { results } = await json<{ results: SearchResult[] }>(["-C", tree.root, "search", "the tariff"]);
      expect(results[0]?.path).toBe("shop/prices.py");

      // What the budget held back took nothing, and is not told as a failure.
      const { total } = await json<Spending>(["-C", tree.root, "cost"]);
      expect(total).toMatchObject({ answered: done, failed: 0 });
      expect(total.notMade).toBeGreaterThan(0);
      const more = await run(["-C", tree.root, "resume", "--budget", "100tokens"]);
      expect(more.stdout).toContain(`is documented in part: ${done} of ${nodeCount} nodes`);

      const second = await run(["-C", tree.root, "resume", "--budget", "1mtokens", "--json"]);
      expect(second.code).toBe(0);
      expect(second.stderr).toContain("which was stopped by its budget");
      expect(model.requests).toHaveLength(nodeCount);
      const third = await run(["-C", tree.root, "resume"]);
      expect(third).toMatchObject({ code: 0, stderr: "" });
      expect(third.stdout).toContain("Nothing to resume: the last run");
      expect((await json<Spending>(["-C", tree.root, "cost"])).runs).toHaveLength(2);
    },
    runLimitMs,
  );

  it(
    "is not paid twice when a killed run is resumed, with the settings of that run",
    async () => {
      const killed = await run(["document", tree.root, "--include", "shop/**", "--workers", "1"], {
        onStart(child) {
          model.behave((_request, call) => {
            if (call === 4) child.kill("SIGKILL");
            return answerWith("Part of a small store.");
          });
        },
      });
      expect(killed.signal).toBe("SIGKILL");
      await tree.write("other.py", "def elsewhere():\n    return 1\n");
      const resumed = await run(["-C", tree.root, "resume", "--json"]);
      expect(resumed.code).toBe(0);
      expect(resumed.stderr).toContain("which was killed");
      const summary = JSON.parse(resumed.stdout) as DocumentSummary;
      expect(summary.files.scanned).toBe(2);
      // The call under way when the process died is made again, no other.
      expect(model.requests).toHaveLength(nodeCount + 1);
    },
    runLimitMs,
  );

  it(
    "refuses a budget in money where there is no price, and one that says nothing",
    async () => {
      const unpriced = await run(["document", tree.root, "--budget", "5usd"]);
      expect(unpriced.code).toBe(2);
      expect(unpriced.stderr).toContain('the price of model "scripted" is not configured');
      expect((await run(["document", tree.root, "--budget", "5"])).code).toBe(2);
      expect(model.requests).toHaveLength(0);
    },
    runLimitMs,
  );
});
