import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, expectNoLeaks, type IsolatedDirectory } from "@stemma/test-cleanup";
import { type Collection, K, Knn, Search } from "chromadb";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { EmbeddedAdminClient } from "./embedded-admin-client.js";
import { EmbeddedChromaClient } from "./embedded-chroma-client.js";
import { embeddingFunctionOf } from "./embedding-function-of.js";
import { replaceApi } from "./in-process-api.js";
import * as sameNames from "./index.js";

/** What a server has no part in, and where the embedded client means to differ. */
describe("EmbeddedChromaClient", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let client: EmbeddedChromaClient;
  let notes: Collection;

  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(() => python.close());
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    client = new EmbeddedChromaClient({
      path: join(directory.path, "data"),
      python,
      host: "unused",
      port: 1,
    });
    notes = await client.createCollection({ name: "notes" });
  });
  afterEach(async () => {
    await client.close();
    await expectNoLeaks({ directory: directory.path });
    await directory.remove();
  });

  it.each([
    ["fork", () => notes.fork({ name: "forked" })],
    ["forkCount", () => notes.forkCount()],
    ["getIndexingStatus", () => notes.getIndexingStatus()],
    ["search", () => notes.search(new Search().rank(Knn({ query: [1, 0] })).select(K.DOCUMENT))],
    ["a sparse vector", () => notes.add({ ...one, metadatas: [{ words: { indices: [1], values: [0.5] } }] })],
    [
      "a list in a collection's metadata",
      () => client.createCollection({ name: "x-x", metadata: { a: ["b"] } }),
    ],
  ])("%s is NOT_SUPPORTED, in words of its own", async (_what, run) => {
    await expect(run()).rejects.toMatchObject({ name: "NotSupportedError", code: "NOT_SUPPORTED" });
  });

  const one = { ids: ["a"], embeddings: [[1, 0]] };

  it("hands on the typed error as the cause of the npm client's", async () => {
    const refused = client.createCollection({ name: "notes" });
    await expect(refused).rejects.toMatchObject({
      name: "ChromaUniqueError",
      cause: { code: "COLLECTION_EXISTS", operationName: "CreateCollection_notes" },
    });
  });

  it("goes on with the bundled model where Chroma's clients would look for their default", async () => {
    const configuration = { embedding_function: { type: "known", name: "default", config: {} } };
    const service = await openChroma(join(directory.path, "data"), { python });
    await service.createCollection({ name: "defaulted", configuration });
    await service.close();
    const found = await client.getCollection({ name: "defaulted" });
    expect(found.embeddingFunction?.name).toBe("default");
    expect(found.configuration).toMatchObject({ embedding_function: { type: "legacy" } });
  });

  it("takes an embedder of this package for an embedding function", async () => {
    const embedder = {
      modelId: "test/letters",
      dimension: 2,
      defaultSpace: "cosine" as const,
      embedFlat: (texts: readonly string[]) =>
        Promise.resolve(Float32Array.from(texts.flatMap((text) => [1, text.length]))),
      close: () => Promise.resolve(),
    };
    const embeddingFunction = embeddingFunctionOf(embedder);
    const made = await client.createCollection({ name: "embedded", embeddingFunction });
    await made.add({ ids: ["a", "b"], documents: ["one", "seventeen"] });
    expect((await made.query({ queryTexts: ["two"], nResults: 1 })).ids).toEqual([["a"]]);
    expect(made.configuration).toMatchObject({ hnsw: { space: "cosine" } });
  });

  it("refuses an unknown database, where a server lists nothing", async () => {
    const lost = new EmbeddedChromaClient({ path: join(directory.path, "data"), python, database: "none" });
    await expect(lost.listCollections()).rejects.toMatchObject({
      name: "ChromaNotFoundError",
      cause: { code: "DATABASE_NOT_FOUND" },
    });
    const admin = new EmbeddedAdminClient({ path: join(directory.path, "data"), python });
    await admin.createDatabase({ name: "none", tenant: "default_tenant" });
    expect(await lost.listCollections()).toEqual([]);
    await Promise.all([lost.close(), admin.close(), lost.close()]);
  });

  it("resets only what was opened for it", async () => {
    await expect(client.reset()).rejects.toMatchObject({ name: "ChromaForbiddenError" });
    const other = new EmbeddedChromaClient({ path: join(directory.path, "data"), python, allowReset: true });
    await other.reset();
    expect(await client.listCollections()).toEqual([]);
    await other.close();
  });

  it("gives back large results without holding up the event loop's other work", async () => {
    const ids = Array.from({ length: 3_000 }, (_value, index) => `id${index}`);
    await notes.add({ ids, embeddings: ids.map((_id, index) => Array.from({ length: 128 }, () => index)) });
    let turns = 0;
    const count = (): void => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    const found = await notes.get({ include: ["embeddings"] });
    clearImmediate(timer);
    expect(found.embeddings[2_999]?.[127]).toBe(2_999);
    expect(turns).toBeGreaterThan(1);
  });

  it("keeps memories apart, and starts nothing until it is asked something", async () => {
    const [first, second] = [
      new EmbeddedChromaClient({ path: "memory:" }),
      new EmbeddedChromaClient({ path: "memory:" }),
    ];
    await first.createCollection({ name: "mine" });
    expect(await second.countCollections()).toBe(0);
    expect(await first.version()).toMatch(/^1\./u);
    await Promise.all([first.close(), second.close()]);
    const unused = new EmbeddedChromaClient({ path: join(directory.path, "unused") });
    await unused.close();
    expect(existsSync(join(directory.path, "unused"))).toBe(false);
  });

  it("refuses to open what was closed before its first call", async () => {
    const early = new EmbeddedChromaClient({ path: join(directory.path, "early"), python });
    await early.close();
    await expect(early.countCollections()).rejects.toMatchObject({ code: "CLOSED" });
    expect(existsSync(join(directory.path, "early"))).toBe(false);
  });

  it("says what is wrong with the address of a server, and with another npm client", () => {
    expect(() => new EmbeddedChromaClient({ path: "http://localhost:8000" })).toThrow("takes a directory");
    expect(() => new EmbeddedChromaClient({ host: "chroma.example", ssl: true })).toThrow("is a server");
    expect(() => new EmbeddedAdminClient({ host: "localhost", port: 8000 })).toThrow("is a server");
    expect(() => replaceApi({}, {} as never)).toThrow("3.5.0");
  });

  it("stands under the npm client's names, beside everything else of it", async () => {
    expect(sameNames.ChromaClient).toBe(EmbeddedChromaClient);
    expect(sameNames.AdminClient).toBe(EmbeddedAdminClient);
    const npm = await import("chromadb");
    expect(Object.keys(sameNames).sort()).toEqual(expect.arrayContaining(Object.keys(npm).sort()));
    expect(client).toBeInstanceOf(npm.ChromaClient);
  });
});
