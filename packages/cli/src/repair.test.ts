import { readdir, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";

const runLimitMs = 240_000;

describe("stemma repair", () => {
  let directory: IsolatedDirectory;
  let data: string;
  beforeAll(async () => {
    directory = await createIsolatedDirectory({ prefix: "cli-repair" });
    data = join(directory.path, "data");
    const records = Array.from({ length: 1_100 }, (_value, index) => ({
      id: `n${index}`,
      embedding: [Math.sin(index), Math.cos(index), index / 1_100],
      document: `note ${index}`,
    }));
    await run(0, ["collection", "create", "notes", "--no-embedder"]);
    await run(0, ["collection", "add", "notes"], records.map((each) => JSON.stringify(each)).join("\n"));
  }, runLimitMs);
  afterAll(() => directory.remove());

  async function run(code: number, args: readonly string[], input?: string): Promise<StemmaRun> {
    const ended = await runStemma([...args, "--data", data], {
      cwd: directory.path,
      input,
    });
    expect({ args, code: ended.code, stderr: ended.stderr }).toMatchObject({ args, code });
    return ended;
  }
  async function indexFolder(): Promise<string> {
    const entries = await readdir(data, { withFileTypes: true });
    return join(data, entries.find(({ name }) => /^[0-9a-f]{8}-/u.test(name))?.name ?? "none");
  }
  const question = ["collection", "query", "notes", "--vector", "[0,1,0]", "-k", "1", "--json"];

  it(
    "heals what a crash has damaged, says from what, and finds nothing to do after it",
    async () => {
      await truncate(join(await indexFolder(), "link_lists.bin"), 100);
      const refused = await run(1, question);
      expect(refused.stderr).toContain("stemma repair");
      expect(refused.stderr).toContain("damaged-");
      const { stdout } = await run(0, ["repair"]);
      expect(stdout).toMatch(/notes {2}\d+ vectors from Chroma's log, \d+ vectors from the damaged index/u);
      expect(stdout).toContain(`what was damaged is kept in ${data}/damaged-`);
      expect((await run(0, question)).stdout).toContain("n0");
      expect((await run(0, ["repair"])).stdout).toContain("Nothing is damaged");
    },
    runLimitMs,
  );

  it(
    "names what is nowhere and ends with 3; the texts are kept",
    async () => {
      await rm(await indexFolder(), { recursive: true });
      const { stdout } = await run(3, ["repair", "--json"]);
      const { collections } = JSON.parse(stdout) as { collections: { withoutVector: string[] }[] };
      expect(collections[0]?.withoutVector).toContain("n0");
      const kept = await run(0, ["collection", "get", "notes", "n0", "--json"]);
      expect(kept.stdout).toContain("note 0");
      expect((await run(3, ["repair"])).stdout).toContain("their texts are kept");
    },
    runLimitMs,
  );
});
