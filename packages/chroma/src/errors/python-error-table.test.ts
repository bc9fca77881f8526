import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import type { Where } from "../model/filters.js";
import type { RecordBatch } from "../model/records.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";

const two = { ids: ["a", "b"], embeddings: new Float32Array([1, 0, 0, 1]) };

describe("the installed Chroma's exceptions", () => {
  let python: TestPython;
  let chroma: ChromaService;
  let notes: ChromaCollection;

  beforeAll(async () => {
    python = await startTestPython();
    chroma = await openChroma("memory:", { python });
    notes = await chroma.createCollection({ name: "notes" });
    await chroma.createCollection({ name: "other" });
    await notes.add(two);
  });
  afterAll(async () => {
    await chroma.close();
    await python.close();
  });

  const cases: [string, string, () => Promise<unknown>][] = [
    ["creating what is there", "COLLECTION_EXISTS", () => chroma.createCollection({ name: "notes" })],
    ["renaming to a name that is taken", "COLLECTION_EXISTS", () => notes.modify({ name: "other" })],
    ["getting what is not there", "COLLECTION_NOT_FOUND", () => chroma.getCollection({ name: "none" })],
    ["deleting what is not there", "COLLECTION_NOT_FOUND", () => chroma.deleteCollection({ name: "none" })],
    [
      "adding vectors of another length",
      "DIMENSION_MISMATCH",
      () => notes.add({ ids: ["c"], embeddings: [[1, 2, 3]] }),
    ],
    [
      "asking with a vector of another length",
      "DIMENSION_MISMATCH",
      () => notes.query({ queryEmbeddings: [[1, 2, 3]] }),
    ],
    ["a name that Chroma does not allow", "INVALID_ARGUMENT", () => chroma.createCollection({ name: "a b" })],
    ["a vector with NaN", "INVALID_ARGUMENT", () => notes.add({ ids: ["c"], embeddings: [[Number.NaN, 1]] })],
    ["metadata without keys", "INVALID_ARGUMENT", () => notes.add({ ...two, metadatas: [{}, {}] })],
    [
      "an unknown operator",
      "INVALID_ARGUMENT",
      () => notes.get({ where: { a: { $like: 1 } } as unknown as Where }),
    ],
    ["a negative limit", "INVALID_ARGUMENT", () => notes.get({ limit: -1 })],
    ["no results wanted", "INVALID_ARGUMENT", () => notes.query({ queryEmbeddings: [[1, 0]], nResults: 0 })],
    ["a changed distance", "INVALID_ARGUMENT", () => notes.modify({ metadata: { "hnsw:space": "cosine" } })],
    [
      "a value that has no Python form",
      "INVALID_ARGUMENT",
      () => notes.get({ where: { a: Symbol("x") } as unknown as Where }),
    ],
    ["an unknown field", "INVALID_ARGUMENT", () => notes.get({ include: ["nothing" as "documents"] })],
    ["texts without vectors", "INVALID_ARGUMENT", () => notes.add({ ids: ["c"], documents: ["c"] })],
    ["a question without a vector", "INVALID_ARGUMENT", () => notes.query({})],
    ["deleting without saying what", "INVALID_ARGUMENT", () => notes.delete({})],
  ];

  it.each(cases)("%s: %s", async (_what, code, run) => {
    await expect(run()).rejects.toMatchObject({ code });
    expect(await notes.count()).toBe(2);
  });

  it("a deleted collection is not found by those who still hold it", async () => {
    const gone = await chroma.createCollection({ name: "gone" });
    await chroma.deleteCollection({ name: "gone" });
    await expect(gone.count()).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
      operationName: "CountDocuments_gone",
    });
    await expect(gone.add(two)).rejects.toMatchObject({ code: "COLLECTION_NOT_FOUND" });
  });

  const ids = Array.from({ length: 300 }, (_value, index) => `id${index % 299}`);
  const malformed: [string, RecordBatch][] = [
    [
      "an id that stands twice, in two pieces of the write",
      { ids, embeddings: new Float32Array(600).fill(1) },
    ],
    ["numbers that are no whole vectors", { ids: ["x", "y"], embeddings: new Float32Array(3) }],
    ["vectors of two lengths", { ids: ["x", "y"], embeddings: [[1, 2], [1]] }],
    ["fewer vectors than ids", { ids: ["x", "y"], embeddings: [[1, 2]] }],
    ["fewer documents than ids", { ...two, documents: ["x"] }],
  ];
  it.each(malformed)("%s is refused before anything is written", async (_what, batch) => {
    await expect(notes.upsert(batch)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    expect((await notes.get()).ids).toEqual(["a", "b"]);
  });
});
