import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { tearDown } from "@stemma/test-cleanup";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import { embeddedBackend, type RunningBackend, serverBackend } from "./backends.fixture.js";
import { describeBadRecords } from "./bad-records.fixture.js";
import { describePlaces } from "./places.fixture.js";
import { describeReads } from "./reads.fixture.js";
import { describeValues } from "./values.fixture.js";

/** `count` vectors of four numbers that are all different in direction. */
function vectors(count: number): Float32Array {
  return Float32Array.from({ length: count * 4 }, (_value, index) => Math.sin(index * 7.3));
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_value, index) => `id${index}`);
}

describe.each([embeddedBackend, serverBackend])("ChromaService $name", ({ start }) => {
  let backend: RunningBackend;
  let chroma: ChromaService;
  let notes: ChromaCollection;

  beforeAll(async () => {
    backend = await start();
  }, 90_000);
  afterAll(() => backend.stop());

  beforeEach(async () => {
    chroma = await backend.open();
    notes = await chroma.createCollection({
      name: "notes",
      metadata: { purpose: "test" },
      configuration: { hnsw: { space: "cosine" } },
    });
  });

  afterEach(async () => {
    await chroma.close();
    expect(await tearDown({ stores: [await backend.open()] })).toEqual([]);
  });

  describePlaces(() => ({ backend, chroma }));
  describeValues(() => ({ notes }));
  describeBadRecords(() => ({ notes }));
  describeReads(() => ({ notes }));

  it("says its version and its time", async () => {
    expect(chroma.version()).toMatch(/^1\.\d+\.\d+$/u);
    expect(Math.abs((await chroma.heartbeat()) - Date.now())).toBeLessThan(60_000);
  });

  it("creates, lists, counts, finds and deletes collections", async () => {
    await chroma.createCollection({ name: "second" });
    expect((await chroma.listCollections()).map(({ name }) => name).sort()).toEqual(["notes", "second"]);
    expect(await chroma.listCollections({ limit: 1, offset: 1 })).toHaveLength(1);
    expect(await chroma.countCollections()).toBe(2);
    const found = await chroma.getCollection({ name: "notes" });
    expect(found.id).toBe(notes.id);
    expect(found.metadata).toEqual({ purpose: "test" });
    expect(found.configuration.hnsw?.space).toBe("cosine");
    expect((await chroma.getOrCreateCollection({ name: "notes" })).id).toBe(notes.id);
    await chroma.deleteCollection({ name: "second" });
    expect(await chroma.countCollections()).toBe(1);
  });

  it("returns records as they were written, vectors included", async () => {
    await notes.add({
      ids: ["a", "b"],
      embeddings: vectors(2),
      documents: ["first", "zwei 🎉"],
      metadatas: [{ number: 1, half: 0.5, yes: true, tags: ["x", "y"] }, null],
    });
    const all = await notes.get({ include: ["documents", "embeddings", "metadatas"] });
    expect(all.ids).toEqual(["a", "b"]);
    expect(all.documents).toEqual(["first", "zwei 🎉"]);
    expect(all.metadatas).toEqual([{ number: 1, half: 0.5, yes: true, tags: ["x", "y"] }, null]);
    expect(all.dimension).toBe(4);
    all.embeddings.forEach((value, index) => expect(value).toBeCloseTo(vectors(2)[index] ?? 0, 6));
    const one = await notes.get({ ids: ["b"], include: [] });
    expect(one).toMatchObject({ ids: ["b"], documents: [], metadatas: [], uris: [], dimension: 0 });
    expect(await notes.get({ where: { number: { $gte: 1 } } })).toMatchObject({ ids: ["a"] });
    expect(await notes.get({ whereDocument: { $contains: "zwei" } })).toMatchObject({ ids: ["b"] });
    expect(await notes.get({ limit: 1, offset: 1 })).toMatchObject({ ids: ["b"] });
    expect((await notes.peek({ limit: 1 })).embeddings).toHaveLength(4);
  });

  it("finds the nearest for each query", async () => {
    await notes.add({ ids: ids(20), embeddings: vectors(20), metadatas: ids(20).map((_id, n) => ({ n })) });
    const single = await notes.query({ queryEmbeddings: vectors(20).subarray(4 * 3, 4 * 4), nResults: 2 });
    expect(single.ids[0]?.[0]).toBe("id3");
    expect(single.distances[0]?.[0]).toBeCloseTo(0, 5);
    const several = await notes.query({
      queryEmbeddings: [vectors(20).subarray(0, 4), [...vectors(20).subarray(4, 8)]] as Float32Array[],
      nResults: 3,
      where: { n: { $lt: 10 } },
      include: ["embeddings"],
    });
    expect(several.ids.map((nearest) => nearest[0])).toEqual(["id0", "id1"]);
    expect(several.embeddings.map(({ length }) => length)).toEqual([12, 12]);
    expect(several.distances).toEqual([]);
  });

  it("updates what is there, upserts what is not, deletes by id and by filter", async () => {
    await notes.add({
      ids: ["a"],
      embeddings: vectors(1),
      documents: ["old"],
      metadatas: [{ keep: 1, drop: 2 }],
    });
    await notes.update({ ids: ["a", "none"], metadatas: [{ more: 3 }, { x: 1 }] });
    expect((await notes.get()).metadatas).toEqual([{ keep: 1, drop: 2, more: 3 }]);
    await notes.update({ ids: ["a"], metadatas: [{ drop: null }] });
    expect((await notes.get()).metadatas).toEqual([{ keep: 1, more: 3 }]);
    await notes.upsert({ ids: ["a", "b"], embeddings: vectors(2), documents: ["new", "other"] });
    expect((await notes.get()).documents).toEqual(["new", "other"]);
    await notes.delete({ where: { keep: 1 } });
    expect((await notes.get()).ids).toEqual(["b"]);
    await notes.delete({ ids: ["b", "none"] });
    expect(await notes.count()).toBe(0);
  });

  it("writes and deletes in pieces and tells its progress", async () => {
    const progress: number[] = [];
    const onProgress = (done: number): number => progress.push(done);
    await notes.upsert({ ids: ids(2_450), embeddings: vectors(2_450) }, { onProgress });
    // The first piece is of 200, later ones are of what the first was measured to allow, in this process.
    expect(progress[0]).toBe(200);
    expect(progress).toEqual([...new Set(progress)].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(2_450);
    expect(await notes.count()).toBe(2_450);
    progress.length = 0;
    await notes.delete({ ids: ids(250) }, { onProgress });
    expect(progress).toEqual([200, 250]);
    expect(await notes.count()).toBe(2_200);
  });

  it("renames a collection and replaces its metadata", async () => {
    await notes.modify({ name: "renamed", metadata: { a: 1 } });
    expect([notes.name, notes.metadata]).toEqual(["renamed", { a: 1 }]);
    expect(await notes.count()).toBe(0);
    expect((await chroma.getCollection({ name: "renamed" })).id).toBe(notes.id);
  });

  it.each([
    ["creating what is there", "COLLECTION_EXISTS", () => chroma.createCollection({ name: "notes" })],
    ["getting what is not there", "COLLECTION_NOT_FOUND", () => chroma.getCollection({ name: "none" })],
    ["deleting what is not there", "COLLECTION_NOT_FOUND", () => chroma.deleteCollection({ name: "none" })],
    ["a name that is not allowed", "INVALID_ARGUMENT", () => chroma.createCollection({ name: "a b" })],
    ["vectors with NaN", "INVALID_ARGUMENT", () => notes.add({ ids: ["c"], embeddings: [[Number.NaN, 1]] })],
    ["no results wanted", "INVALID_ARGUMENT", () => notes.query({ queryEmbeddings: [[1, 0]], nResults: 0 })],
    ["texts without an embedder", "INVALID_ARGUMENT", () => notes.query({ queryTexts: ["x"] })],
    ["a negative limit", "INVALID_ARGUMENT", () => notes.get({ limit: -1 })],
  ])("rejects: %s is %s", async (_what, code, run) => {
    await expect(run()).rejects.toMatchObject({ code });
    expect(await notes.count()).toBe(0);
  });

  it("rejects another dimension, a name that is taken, and a collection that is gone", async () => {
    await notes.add({ ids: ["a"], embeddings: vectors(1) });
    await expect(notes.add({ ids: ["b"], embeddings: [[1, 2]] })).rejects.toMatchObject({
      code: "DIMENSION_MISMATCH",
    });
    await expect(notes.query({ queryEmbeddings: [[1, 2]] })).rejects.toMatchObject({
      code: "DIMENSION_MISMATCH",
    });
    await chroma.createCollection({ name: "taken" });
    await expect(notes.modify({ name: "taken" })).rejects.toMatchObject({ code: "COLLECTION_EXISTS" });
    await chroma.deleteCollection({ name: "notes" });
    await expect(notes.count()).rejects.toMatchObject({ code: "COLLECTION_NOT_FOUND" });
  });

  it("keeps the embedder's model and refuses another", async () => {
    const embedder = {
      modelId: "test/letters",
      dimension: 4,
      defaultSpace: "cosine" as const,
      embedFlat: (texts: readonly string[]) =>
        Promise.resolve(Float32Array.from(texts.flatMap((text) => [1, text.length, text.charCodeAt(0), 0]))),
      close: () => Promise.resolve(),
    };
    const modelled = await chroma.createCollection({ name: "modelled", embedder, metadata: { mine: 1 } });
    await modelled.add({ ids: ["x", "y"], documents: ["aa", "zzzzzzzz"] });
    expect((await modelled.query({ queryTexts: ["aa"], nResults: 1 })).ids).toEqual([["x"]]);
    await modelled.modify({ metadata: { mine: 2 } });
    const found = await chroma.getCollection({ name: "modelled", embedder });
    expect(found.metadata).toEqual({ mine: 2 });
    expect(found.embeddingModel).toEqual({ modelId: "test/letters", dimension: 4 });
    const other = { ...embedder, modelId: "test/other" };
    await expect(chroma.getCollection({ name: "modelled", embedder: other })).rejects.toMatchObject({
      code: "EMBEDDING_MODEL_MISMATCH",
    });
  });

  it("is closed once, and refuses calls afterwards", async () => {
    await Promise.all([chroma.close(), chroma.close()]);
    await expect(chroma.countCollections()).rejects.toMatchObject({ code: "CLOSED" });
    await expect(notes.count()).rejects.toMatchObject({ code: "CLOSED" });
    await expect(notes.upsert({ ids: ["a"], embeddings: vectors(1) })).rejects.toMatchObject({
      code: "CLOSED",
    });
  });
});
