import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentEstimate, DocumentSummary, SearchResult } from "@stemma/pipeline";
import { answerWith, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";

const stemma = join(
  dirname(createRequire(__filename).resolve("@stemma/cli/package.json")),
  "bin",
  "stemma.js",
);
const exec = promisify(execFile);
const fixtures = join(__dirname, "..", "fixtures", "state");
const limitMs = 120_000;

/** States as earlier versions left them, packed by `scripts/keep-state.mjs` of their time. */
const kept = ["0.1.0-2026-11.tgz"];

describe.each(kept)("the state in %s", (archive) => {
  let place: string;
  let tree: string;
  let model: ScriptedModel;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "stemma-kept-"));
    tree = join(place, "tree");
    await exec("tar", ["-xzf", join(fixtures, archive), "-C", place]);
    // As if it had been made here: a state that came from elsewhere is not taken unasked.
    const mark = join(tree, ".stemma", "format.json");
    const content = JSON.parse(await readFile(mark, "utf8")) as object;
    await writeFile(mark, JSON.stringify({ ...content, root: tree }));
    model = await startScriptedModel(() => answerWith("Paid for once more."));
  }, limitMs);
  afterAll(async () => {
    await model.close();
    await rm(place, { recursive: true, force: true });
  });

  const run = async (args: readonly string[]): Promise<string> => {
    const env = {
      ...process.env,
      NODE_OPTIONS: "",
      STEMMA_LLM_PROVIDER: "openai-compatible",
      STEMMA_LLM_MODEL: "scripted",
      STEMMA_LLM_BASE_URL: model.url,
    };
    return (await exec(process.execPath, [stemma, ...args], { env })).stdout;
  };
  const json = async <T>(args: readonly string[]): Promise<T> =>
    JSON.parse(await run([...args, "--json"])) as T;

  it(
    "answers at once",
    async () => {
      const { results } = await json<{ results: SearchResult[] }>(["-C", tree, "search", "price of a piece"]);
      expect(results[0]).toMatchObject({ symbol: "price_of", path: "shop/prices.py" });
      const early = await json<{ results: SearchResult[] }>([
        "-C",
        tree,
        "search",
        "discount",
        "--at",
        "opened",
      ]);
      expect(early.results.map(({ path }) => path)).not.toContain("shop/discounts.py");
    },
    limitMs,
  );

  it(
    "keeps what was paid for: a run documents nothing and embeds nothing",
    async () => {
      const summary = await json<DocumentSummary>(["document", tree]);
      expect(summary.documentation).toMatchObject({ documented: 0, failed: [] });
      expect(summary.index).toMatchObject({ embedded: 0 });
      expect(model.requests).toHaveLength(0);
      expect(await run(["-C", tree, "show", "discount"])).toContain("Grants a tenth off.");
    },
    limitMs,
  );

  it(
    "has its whole history, equal to the index",
    async () => {
      const { commits } = await json<{ commits: unknown[] }>(["-C", tree, "log"]);
      expect(commits.length).toBeGreaterThanOrEqual(2);
      expect((await json<{ isEqual: boolean }>(["-C", tree, "verify"])).isEqual).toBe(true);
    },
    limitMs,
  );

  it(
    "is a remote that can be cloned",
    async () => {
      const copy = join(place, "copy");
      await exec("git", ["clone", "--quiet", tree, copy]);
      await run(["-C", copy, "scan", copy]);
      await run(["-C", copy, "clone", `file://${join(place, "remote")}`, "--branch", "discounts"]);
      const summary = await json<DocumentSummary>(["document", copy]);
      expect(model.requests).toHaveLength(0);
      expect(summary.index).toMatchObject({ embedded: 0 });
    },
    limitMs,
  );

  it(
    "is written anew where that is asked for: reckoned before, gone on with after a budget, and paid for once",
    async () => {
      const rewrite = ["document", tree, "--rewrite"];
      const { calls, nodes } = await json<DocumentEstimate>([...rewrite, "--dry-run"]);
      expect(calls).toBeGreaterThan(1);
      expect(model.requests).toHaveLength(0);
      const asked = (): number => new Set(model.requests.map(({ prompt }) => prompt)).size;
      await expect(run([...rewrite, "--budget", "1tokens"])).rejects.toMatchObject({ code: 3 });
      await run(["-C", tree, "resume", "--budget", "900ktokens"]);
      expect(await run(["-C", tree, "show", "discount"])).toContain("Paid for once more.");
      expect(nodes.toDocument).toBeGreaterThanOrEqual(calls);
      const paid = asked();
      expect(paid).toBeGreaterThanOrEqual(calls);
      const again = await json<DocumentSummary>(rewrite);
      expect(again.documentation).toMatchObject({ documented: 0, failed: [] });
      expect(asked()).toBe(paid);
    },
    limitMs,
  );
});
