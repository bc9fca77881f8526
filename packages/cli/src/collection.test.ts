import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";

const runLimitMs = 240_000;

describe("stemma collection", () => {
  let directory: IsolatedDirectory;
  const path = (name: string): string => join(directory.path, name);
  beforeAll(async () => {
    directory = await createIsolatedDirectory({ prefix: "cli-collection" });
  });
  afterAll(() => directory.remove());

  const collection = (args: readonly string[], input?: string): Promise<StemmaRun> =>
    runStemma(["-C", directory.path, "collection", ...args], { input });
  const here = ["--data", "data"];

  /** Runs in the directory, so that relative places count from there. */
  async function run(args: readonly string[], input?: string, code = 0): Promise<string> {
    const ended = await runStemma(["collection", ...args, ...here], {
      cwd: directory.path,
      input,
    });
    expect({ args, code: ended.code, stderr: ended.code === code ? "" : ended.stderr }).toEqual({
      args,
      code,
      stderr: "",
    });
    return ended.stdout;
  }
  const ask = async (...args: string[]): Promise<unknown> =>
    JSON.parse(await run([...args, "--json"])) as unknown;

  it(
    "makes a collection, takes lines from standard input, answers, gives lines back, and lists",
    async () => {
      await run(["create", "letters", "--metadata", '{"topic":"ferries"}']);
      const lines = [
        '{"id":"ferry","document":"The boat to the island leaves at seven in the morning.","metadata":{"page":1}}',
        '{"id":"soup","document":"Leek and potatoes make a good soup.","metadata":{"page":2}}',
        "this is no record",
      ];
      const ended = await runStemma(["collection", "add", "letters", ...here, "--json"], {
        cwd: directory.path,
        input: `${lines.join("\n")}\n`,
      });
      expect(ended.code).toBe(3);
      expect(JSON.parse(ended.stdout)).toEqual({
        added: 2,
        badLines: [{ line: 3, reason: expect.stringContaining("is no JSON") }],
      });
      expect(ended.stderr).toContain("stemma: line 3: is no JSON");

      expect(await ask("query", "letters", "when does the ship go?", "-k", "1")).toMatchObject({
        results: [{ id: "ferry", distance: expect.any(Number), metadata: { page: 1 } }],
      });
      expect(await run(["get", "letters", "--where", '{"page":2}'])).toBe(
        '{"id":"soup","document":"Leek and potatoes make a good soup.","metadata":{"page":2}}\n',
      );
      expect(await ask("list")).toMatchObject({
        collections: [{ name: "letters", records: 2, metadata: { topic: "ferries" } }],
      });
    },
    runLimitMs,
  );

  it(
    "exports, imports from a file and from another Chroma, and deletes",
    async () => {
      await run(["create", "points", "--no-embedder", "--space", "ip"]);
      await writeFile(
        path("points.ndjson"),
        '{"id":"a","embedding":[1,0.1]}\n{"id":"b","embedding":[0,2]}\n',
      );
      await run(["add", "points", "points.ndjson"]);
      expect(await ask("query", "points", "--vector", "[1,0]", "-k", "1")).toMatchObject({
        results: [{ id: "a" }],
      });
      await run(["export", "points", "points.arrow"]);
      const exported = await run(["export", "points", "--quiet"]);
      expect(exported.split("\n")[1]).toBe(
        '{"id":"a","document":null,"metadata":null,"embedding":[1,0.10000000149011612]}',
      );
      await run(["import", "points.arrow", "--name", "copy"]);
      expect(await run(["get", "copy", "--vectors"])).toContain('"embedding":[1,0.10000000149011612]}\n');

      const other = await collection(["import", path("data"), "--data", path("other"), "--json"]);
      expect(other.stderr).toContain("imported: ");
      expect(JSON.parse(other.stdout)).toMatchObject({ collections: { copy: 2, points: 2 } });

      expect(await ask("delete", "copy", "a", "nowhere")).toEqual({ deleted: 1 });
      expect(await ask("delete", "copy", "--all")).toEqual({ deleted: 1 });
    },
    runLimitMs,
  );

  it(
    "keeps the digits of an integer that no JavaScript number holds, in and out",
    async () => {
      const metadata = '"metadata":{"at":1152921504606846977}';
      await writeFile(path("times.ndjson"), `{"id":"t","embedding":[1,0],${metadata}}\n`);
      await run(["create", "times", "--no-embedder", "--metadata", '{"since":1152921504606846979}']);
      await run(["add", "times", "times.ndjson"]);
      const where = ["--where", '{"at":1152921504606846977}'];
      expect(await run(["get", "times", ...where])).toBe(`{"id":"t","document":null,${metadata}}\n`);
      expect(await run(["query", "times", "--vector", "[1,0]", ...where, "--json"])).toContain(
        '"at": 1152921504606846977',
      );
      expect(await run(["list", "--json"])).toContain('"since": 1152921504606846979');
      await run(["export", "times", "times.arrow"]);
      await run(["import", "times.arrow", "--name", "again"]);
      expect(await run(["export", "again", "--quiet"])).toContain(metadata);
    },
    runLimitMs,
  );

  it(
    "refuses what can't be done with its reason, changes nothing, and makes no directory on the way",
    async () => {
      const refusals: [args: string[], code: number, message: string][] = [
        [["list"], 2, "has not been documented"],
        [["list", "--data", path("nowhere")], 2, "There is no Chroma data in"],
        [["get", "nothing", "--data", path("data")], 2, "stemma: Collection [nothing] does not exist"],
        [["get", "letters", "--where", "{", "--data", path("data")], 2, "A JSON object is needed"],
        [["delete", "letters", "--data", path("data")], 2, "Say what to delete"],
        [["query", "points", "text", "--data", path("data")], 2, "not of the bundled model"],
        [["import", path("empty"), "--data", path("data")], 2, "There is no Chroma data in"],
      ];
      await mkdir(path("empty"));
      for (const [args, code, message] of refusals) {
        const ended = await collection(args);
        expect({ args, code: ended.code, stderr: ended.stderr }).toEqual({
          args,
          code,
          stderr: expect.stringContaining(message),
        });
        expect(ended.stderr).not.toContain("    at ");
      }
      expect(existsSync(path("nowhere"))).toBe(false);

      await writeFile(path("bad.jsonl"), '{"id":"a","embedding":[1]}\nnonsense\n');
      const bad = await collection(["import", path("bad.jsonl"), "--name", "bad", "--data", path("data")]);
      expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining("line 2: is no JSON")]);
      expect(JSON.stringify(await ask("list"))).not.toContain('"bad"');
    },
    runLimitMs,
  );
});
