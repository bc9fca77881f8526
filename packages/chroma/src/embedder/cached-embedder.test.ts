import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory, RecordingLogger } from "@stemma/test-cleanup";
import { CachedEmbedder } from "./cached-embedder.js";
import type { Embedder } from "./embedder.js";
import { EmbeddingCache } from "./embedding-cache.js";

/** Two numbers a text; counts what it is asked, and fails at a text of choice. */
function countingEmbedder(modelId = "counting", failAt = ""): Embedder & { asked: string[] } {
  const asked: string[] = [];
  return {
    modelId,
    dimension: 2,
    asked,
    embedFlat(texts) {
      if (texts.includes(failAt)) return Promise.reject(new Error("the model is gone"));
      asked.push(...texts);
      return Promise.resolve(Float32Array.from(texts.flatMap((text) => [text.length, -text.length / 3])));
    },
    close: () => Promise.resolve(),
  };
}

describe("CachedEmbedder", () => {
  let directory: IsolatedDirectory;
  let file: string;

  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    file = join(directory.path, "cache.sqlite");
  });
  afterEach(() => directory.remove());

  it("asks for each text once, and for none that it knows", async () => {
    const model = countingEmbedder();
    const embedder = new CachedEmbedder(model, EmbeddingCache.open(file));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect([...(await embedder.embedFlat(["aaa", "b", "aaa"]))]).toEqual([
      3,
      -1,
      1,
      Math.fround(-1 / 3),
      3,
      -1,
    ]);
    expect([...(await embedder.embedFlat(["cc", "aaa"]))].slice(2)).toEqual([3, -1]);
    expect(model.asked).toEqual(["aaa", "b", "cc"]);
    expect([...(embedder.keptVector("aaa") ?? [])]).toEqual([3, -1]);
    expect(embedder.keptVector("other")).toBeUndefined();
    await embedder.close();
    expect(embedder.keptVector("aaa")).toBeUndefined();
  });

  it("does not mix models", async () => {
    const first = new CachedEmbedder(countingEmbedder("one"), EmbeddingCache.open(file));
    await first.embedFlat(["text"]);
    await first.close();
    const model = countingEmbedder("two");
    const second = new CachedEmbedder(model, EmbeddingCache.open(file));
    await second.embedFlat(["text"]);
    expect(model.asked).toEqual(["text"]);
    await second.close();
  });

  it("keeps what was made before a failure", async () => {
    const texts = Array.from({ length: 150 }, (_value, index) => `text ${index}`);
    const failing = new CachedEmbedder(countingEmbedder("m", "text 140"), EmbeddingCache.open(file));
    const progress: number[] = [];
    await expect(failing.embedFlat(texts, { onProgress: (done) => progress.push(done) })).rejects.toThrow(
      "gone",
    );
    expect(progress).toEqual([64, 128]);
    await failing.close();
    const model = countingEmbedder("m");
    const embedder = new CachedEmbedder(model, EmbeddingCache.open(file));
    await embedder.embedFlat(texts);
    expect(model.asked).toEqual(texts.slice(128));
    await embedder.close();
  });

  it("starts anew, with a warning, when its file is damaged", async () => {
    await writeFile(file, "no database ".repeat(1000));
    const logger = new RecordingLogger();
    const embedder = new CachedEmbedder(countingEmbedder(), EmbeddingCache.open(file, { logger }));
    expect(await embedder.embedFlat(["a"])).toHaveLength(2);
    expect(logger.records("warn")).toMatchObject([{ fields: { file } }]);
    await embedder.close();
  });

  it("can be shared by two processes' connections", async () => {
    const one = new CachedEmbedder(countingEmbedder(), EmbeddingCache.open(file));
    const model = countingEmbedder();
    const two = new CachedEmbedder(model, EmbeddingCache.open(file));
    await one.embedFlat(["a"]);
    await two.embedFlat(["a", "b"]);
    expect(model.asked).toEqual(["b"]);
    await Promise.all([one.close(), two.close(), one.close()]);
  });
});
