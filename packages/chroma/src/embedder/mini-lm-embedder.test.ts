import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { vectorAt } from "../vectors/vector-batch.js";
import { MiniLmEmbedder } from "./mini-lm-embedder.js";

const paragraph = "The ferry leaves at seven and takes an hour to the island. ";

function cosine(vectors: Float32Array, a: number, b: number): number {
  const other = vectorAt(vectors, 384, b);
  return vectorAt(vectors, 384, a).reduce((total, value, index) => total + value * (other[index] ?? 0), 0);
}

describe("MiniLmEmbedder", () => {
  let python: TestPython;
  let embedder: MiniLmEmbedder;

  beforeAll(async () => {
    python = await startTestPython();
    embedder = new MiniLmEmbedder({ python });
  });
  afterAll(async () => {
    await embedder.close();
    await python.close();
  });

  it("has the cosines that the model's documentation prints, but for the quantisation", async () => {
    const vectors = await embedder.embedFlat([
      "The weather is lovely today.",
      "It's so sunny outside!",
      "He drove to the stadium.",
    ]);
    expect(Math.abs(cosine(vectors, 0, 1) - 0.666)).toBeLessThan(0.03);
    expect(Math.abs(cosine(vectors, 0, 2) - 0.1046)).toBeLessThan(0.03);
    expect(Math.abs(cosine(vectors, 1, 2) - 0.1411)).toBeLessThan(0.03);
    expect(cosine(vectors, 0, 0)).toBeCloseTo(1, 5);
  });

  it("gives a text the same vector in any company, and equal texts equal ones", async () => {
    const long = paragraph.repeat(400);
    const together = await embedder.embedFlat(["a", long, "b", "a", ""]);
    expect(vectorAt(together, 384, 3)).toEqual(vectorAt(together, 384, 0));
    expect(await embedder.embedFlat([long])).toEqual(vectorAt(together, 384, 1));
    expect(await embedder.embedFlat(["b"])).toEqual(vectorAt(together, 384, 2));
  });

  it("takes half a surrogate pair for the replacement character", async () => {
    const vectors = await embedder.embedFlat(["cut \ud83d", "cut \ufffd"]);
    expect(vectors.slice(0, embedder.dimension)).toEqual(vectors.slice(embedder.dimension));
  });

  it("reads a long text to its end, in calls of their own", async () => {
    // One of its own: the size of a call follows the speed seen before, and begins small.
    const fresh = new MiniLmEmbedder({ python });
    const before = python.stats().completed;
    const ending = "A dragon sleeps under the castle. ";
    const vectors = await fresh.embedFlat([
      paragraph.repeat(700),
      paragraph.repeat(700) + ending.repeat(300),
      ending,
    ]);
    expect(cosine(vectors, 1, 2)).toBeGreaterThan(cosine(vectors, 0, 2) + 0.1);
    expect(python.stats().completed - before).toBeGreaterThan(3);
    await fresh.close();
  }, 180_000);

  it("ends at the caller's signal and at the caller's time", async () => {
    const texts = Array.from({ length: 400 }, (_value, index) => `${index} ${paragraph.repeat(10)}`);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    await expect(embedder.embedFlat(texts, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    await expect(embedder.embedFlat(texts, { timeoutMs: 300 })).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(await embedder.embedFlat(["next"])).toHaveLength(384);
  });

  it("tells its progress and answers an empty list without Python", async () => {
    const seen: [number, number][] = [];
    await embedder.embedFlat(["x", "y"], { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen.at(-1)).toEqual([2, 2]);
    expect(await embedder.embedFlat([])).toHaveLength(0);
  });

  it("embeds documents and questions for a collection, and refuses another model's collection", async () => {
    await using chroma = await openChroma("memory:", { python });
    const notes = await chroma.createCollection({ name: "notes", embedder, metadata: { mine: 1 } });
    expect(notes.embeddingModel).toEqual({ modelId: embedder.modelId, dimension: 384 });
    expect(notes.metadata).toEqual({ mine: 1 });
    expect(notes.configuration.hnsw?.space).toBe("cosine");
    await notes.add({
      ids: ["ferry", "dragon"],
      documents: [paragraph, "A dragon sleeps under the castle."],
    });
    const answer = await notes.query({ queryTexts: ["When does the boat go?"], nResults: 1 });
    expect(answer.ids).toEqual([["ferry"]]);
    await notes.modify({ metadata: { mine: 2 } });
    const other = {
      modelId: "other/model",
      dimension: 384,
      embedFlat: () => Promise.reject(new Error("never")),
      close: () => Promise.resolve(),
    };
    const refused = { code: "EMBEDDING_MODEL_MISMATCH", message: expect.stringContaining("other/model") };
    await expect(chroma.getCollection({ name: "notes", embedder: other })).rejects.toMatchObject(refused);
    await expect(chroma.getOrCreateCollection({ name: "notes", embedder: other })).rejects.toMatchObject(
      refused,
    );
    expect((await chroma.getOrCreateCollection({ name: "notes", embedder })).id).toBe(notes.id);
  });

  it("keeps vectors in its cache file for the next process", async () => {
    await using directory = await createIsolatedDirectory();
    const cacheFile = join(directory.path, "cache", "embeddings.sqlite");
    const first = new MiniLmEmbedder({ python, cacheFile });
    const made = await first.embedFlat(["one", "two", "one"]);
    await first.close();
    const second = new MiniLmEmbedder({ python, cacheFile });
    const before = python.stats().completed;
    expect(await second.embedFlat(["one", "two", "one"])).toEqual(made);
    expect(python.stats().completed).toBe(before);
    await second.close();
    await expect(second.embedFlat(["one"])).rejects.toMatchObject({ code: "CLOSED" });
  });
});
