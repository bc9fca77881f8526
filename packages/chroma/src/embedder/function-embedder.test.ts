import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ChromaService } from "../api/chroma-service.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { type EmbeddingFunction, FunctionEmbedder } from "./function-embedder.js";

const letters: EmbeddingFunction = (texts) => texts.map((text) => [text.length, text.split("e").length]);

function embedderOf(embed: EmbeddingFunction, textsPerCall?: number): FunctionEmbedder {
  return new FunctionEmbedder({ modelId: "letters/1", dimension: 2, embed, textsPerCall });
}

describe("FunctionEmbedder", () => {
  it("hands texts over in batches and tells its progress", async () => {
    const batches: number[] = [];
    const seen: [number, number][] = [];
    const embedder = embedderOf((texts, options) => {
      batches.push(texts.length);
      return letters(texts, options);
    }, 2);
    const made = await embedder.embedFlat(["a", "be", "see", "", "e"], {
      onProgress: (...each) => seen.push(each),
    });
    expect([...made]).toEqual([1, 1, 2, 2, 3, 3, 0, 1, 1, 2]);
    expect(batches).toEqual([2, 2, 1]);
    expect(seen).toEqual([
      [2, 5],
      [4, 5],
      [5, 5],
    ]);
    expect(await embedder.embedFlat([])).toHaveLength(0);
  });

  it.each<[string, string, EmbeddingFunction]>([
    [
      "throws",
      "EMBEDDING_FAILED",
      () => {
        throw new Error("no model");
      },
    ],
    ["rejects", "EMBEDDING_FAILED", () => Promise.reject(new Error("no model"))],
    ["answers too little", "EMBEDDING_FAILED", () => [[1, 2]]],
    ["answers with nothing", "EMBEDDING_FAILED", () => []],
    ["answers another dimension", "DIMENSION_MISMATCH", (texts) => texts.map(() => [1, 2, 3])],
    ["answers another dimension in one buffer", "DIMENSION_MISMATCH", () => new Float32Array(6)],
    ["answers with two dimensions", "INVALID_ARGUMENT", () => [[1, 2], [1]]],
    ["answers with what is no number", "EMBEDDING_FAILED", (texts) => texts.map(() => [1, Number.NaN])],
  ])("that %s is %s", async (_what, code, embed) => {
    const failing = embedderOf(embed).embedFlat(["a", "b"]);
    await expect(failing).rejects.toMatchObject({ code, operationName: "EmbedTexts" });
  });

  it("ends at the caller's time and signal, and tells the function", async () => {
    let heard: AbortSignal | undefined;
    const hanging = embedderOf((_texts, { signal }) => {
      heard = signal;
      return new Promise(() => undefined);
    });
    await expect(hanging.embedFlat(["a"], { timeoutMs: 20 })).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(heard?.aborted).toBe(true);
    const controller = new AbortController();
    const cancelled = hanging.embedFlat(["a"], { signal: controller.signal });
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: "CANCELLED" });
    await hanging.close();
    await expect(hanging.embedFlat(["a"])).rejects.toMatchObject({ code: "CLOSED" });
  });
});

describe("a collection's model", () => {
  let python: TestPython;
  let chroma: ChromaService;
  beforeAll(async () => {
    python = await startTestPython();
    chroma = await openChroma("memory:", { python });
  });
  afterAll(async () => {
    await chroma.close();
    await python.close();
  });

  it("is kept with it: vectors of another length are refused, whoever made them, though it is empty", async () => {
    await chroma.createCollection({ name: "modelled", embedder: embedderOf(letters) });
    const plain = await chroma.getCollection({ name: "modelled" });
    expect(plain.embeddingModel).toEqual({ modelId: "letters/1", dimension: 2 });
    const refused = { code: "DIMENSION_MISMATCH", message: expect.stringContaining("letters/1") };
    await expect(plain.upsert({ ids: ["a"], embeddings: [[1, 2, 3]] })).rejects.toMatchObject(refused);
    await expect(plain.query({ queryEmbeddings: [[1, 2, 3]] })).rejects.toMatchObject(refused);
    await plain.upsert({ ids: ["a"], embeddings: [[1, 2]] });
    expect(await plain.count()).toBe(1);
  });

  it("writes nothing when the embedder fails in the middle", async () => {
    let calls = 0;
    const failing = embedderOf((texts, options) => {
      calls += 1;
      if (calls === 2) throw new Error("gone");
      return letters(texts, options);
    }, 100);
    const notes = await chroma.createCollection({ name: "failing", embedder: failing });
    const ids = Array.from({ length: 300 }, (_value, index) => `id${index}`);
    await expect(notes.upsert({ ids, documents: ids })).rejects.toMatchObject({ code: "EMBEDDING_FAILED" });
    expect(await notes.count()).toBe(0);
  });

  it("does not take an embedder at its word", async () => {
    const lying = {
      modelId: "lying",
      dimension: 3,
      embedFlat: () => Promise.resolve(new Float32Array(4)),
      close: () => Promise.resolve(),
    };
    const notes = await chroma.createCollection({ name: "lying", embedder: lying });
    await expect(notes.add({ ids: ["a", "b"], documents: ["a", "b"] })).rejects.toMatchObject({
      code: "DIMENSION_MISMATCH",
    });
  });
});
