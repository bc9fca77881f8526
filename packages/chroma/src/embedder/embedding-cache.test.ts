import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { EmbeddingCache } from "./embedding-cache.js";

const dimension = 384;
const keptTexts = Array.from({ length: 50 }, (_value, at) => `kept ${at}`);
const otherTexts = Array.from({ length: 4_000 }, (_value, at) => `other ${at}`);

/** Says when it begins, and then gives up all but what it is told. */
const retaining = `
  import { EmbeddingCache } from "@stemma/chroma";
  const [file, kept] = process.argv.slice(1);
  const cache = EmbeddingCache.open(file);
  process.stdout.write("begun");
  cache.retain("model", JSON.parse(kept));
`;

describe("EmbeddingCache", () => {
  let directory: IsolatedDirectory;
  let file: string;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    file = join(directory.path, "vectors.sqlite");
  });
  afterEach(() => directory.remove());

  function fill(): void {
    const cache = EmbeddingCache.open(file);
    for (const texts of [keptTexts, otherTexts]) {
      const vectors = new Float32Array(texts.length * dimension).map((_value, at) => at % 7);
      cache.write("model", texts, vectors, dimension);
      cache.write("another model", texts.slice(0, 10), vectors.subarray(0, 10 * dimension), dimension);
    }
    cache.close();
  }

  function countOf(cache: EmbeddingCache, texts: readonly string[], model = "model"): number {
    return texts.filter((text) => cache.read(model, text, dimension) !== undefined).length;
  }

  it("gives up all but the texts that it is told, and their room on the disk", async () => {
    fill();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    database.close();
    const before = (await stat(file)).size;
    expect(before).toBeLessThan(4_070 * dimension * Float32Array.BYTES_PER_ELEMENT * 2);
    const cache = EmbeddingCache.open(file);
    expect(cache.retain("model", keptTexts, { isDryRun: true })).toBe(4_020);
    expect(countOf(cache, otherTexts)).toBe(4_000);
    expect(cache.retain("model", keptTexts)).toBe(4_020);
    expect(cache.retain("model", keptTexts)).toBe(0);
    expect([countOf(cache, keptTexts), countOf(cache, otherTexts)]).toEqual([50, 0]);
    expect(countOf(cache, keptTexts, "another model")).toBe(0);
    cache.close();
    expect((await stat(file)).size).toBeLessThan(before / 10);
  });

  it("loses nothing that stays when it is killed meanwhile", async () => {
    fill();
    for (const delayMs of [0, 5, 20, 60, 150]) {
      const child = spawn(
        process.execPath,
        ["--input-type=module", "-e", retaining, file, JSON.stringify(keptTexts)],
        { cwd: __dirname, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } },
      );
      const closed = once(child, "close");
      await begun(child);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill("SIGKILL");
      await closed;
      const cache = EmbeddingCache.open(file);
      expect(countOf(cache, keptTexts)).toBe(50);
      const others = countOf(cache, otherTexts);
      expect([0, 4_000]).toContain(others);
      cache.close();
      if (others === 0) fill();
    }
    const cache = EmbeddingCache.open(file);
    cache.retain("model", keptTexts);
    expect([countOf(cache, keptTexts), countOf(cache, otherTexts)]).toEqual([50, 0]);
    cache.close();
  }, 120_000);
});

async function begun(child: ChildProcess): Promise<void> {
  await Promise.race([
    once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data"),
    once(child, "close").then(() => Promise.reject(new Error("the child did not begin"))),
  ]);
}
