import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, startChromaServer, tearDown } from "@stemma/test-cleanup";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, venvProgram } from "../test-python.fixture.js";
import { CuttingProxy } from "./cutting-proxy.fixture.js";
import { LateAnswers } from "./late-answers.fixture.js";

/** A place in which an operation can be carried out without its caller hearing of it. */
interface Trouble {
  open(retry?: { attempts?: number }): Promise<ChromaService>;
  /** The next call of this kind happens, and its answer is lost. */
  loseAnswer(kind: keyof typeof calls): Promise<void>;
  /** How many answers are still to be lost. */
  pending(): Promise<number>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Where each kind of call ends in Python and on a server. */
const calls = {
  create: ["stemma_chroma.collection_admin.create_collection", /^POST .*\/collections$/u],
  drop: ["stemma_chroma.collection_admin.delete_collection", /^DELETE .*\/collections\//u],
  modify: ["stemma_chroma.collection_admin.modify_collection", /^PUT .*\/collections\//u],
  createDatabase: ["stemma_chroma.tenants.create_database", /^POST .*\/databases$/u],
  deleteDatabase: ["stemma_chroma.tenants.delete_database", /^DELETE .*\/databases\/[^/]*$/u],
  add: ["stemma_chroma.records.add", /^POST .*\/add$/u],
  upsert: ["stemma_chroma.records.upsert", /^POST .*\/upsert$/u],
  update: ["stemma_chroma.records.update", /^POST .*\/update$/u],
  delete: ["stemma_chroma.records.delete", /^POST .*\/delete$/u],
  query: ["stemma_chroma.records.query", /^POST .*\/query$/u],
} as const;

async function embeddedTrouble(): Promise<Trouble> {
  const python = await startTestPython();
  const late = new LateAnswers(python);
  // The first opening of all loads Chroma, which may take longer than an attempt has here.
  await (await openChroma("memory:retries", { python })).close();
  const retry = { attempts: 10, baseDelayMs: 1, attemptTimeoutMs: 1_000 };
  return {
    open: (given) => openChroma("memory:retries", { python, retry: { ...retry, ...given } }),
    loseAnswer: (kind) => late.once(calls[kind][0], 60),
    pending: () => late.pending(),
    restore: () => late.restore(),
    stop: () => python.close(),
  };
}

async function serverTrouble(): Promise<Trouble> {
  const directory = await createIsolatedDirectory({ prefix: "chroma-server" });
  const server = await startChromaServer({ command: venvProgram("chroma"), dataDirectory: directory.path });
  const proxy = await CuttingProxy.start(server.url);
  return {
    open: (retry) => openChroma(proxy.url, { retry: { baseDelayMs: 1, ...retry } }),
    loseAnswer: (kind) => {
      proxy.cutNext(calls[kind][1], "after");
      return Promise.resolve();
    },
    pending: () => Promise.resolve(proxy.remainingCuts),
    restore: () => Promise.resolve(),
    stop: async () => {
      await proxy.stop();
      await server.stop();
      await directory.remove();
    },
  };
}

const record = { ids: ["a"], embeddings: [[1, 2]], documents: ["mine"] };

describe.each([
  ["in this process, whose answer comes too late", embeddedTrouble],
  ["on a server, whose connection breaks", serverTrouble],
])("a call that was applied %s", (_where, start) => {
  let trouble: Trouble;
  let chroma: ChromaService;
  let notes: ChromaCollection;

  beforeAll(async () => {
    trouble = await start();
  }, 90_000);
  afterAll(() => trouble.stop());
  beforeEach(async () => {
    chroma = await trouble.open();
    notes = await chroma.createCollection({ name: "notes" });
  });
  afterEach(async () => {
    await trouble.restore();
    await chroma.close();
    expect(await tearDown({ stores: [await trouble.open()] })).toEqual([]);
  });

  it("creation: what is there now is ours", async () => {
    await trouble.loseAnswer("create");
    const configuration = { hnsw: { space: "cosine" as const, ef_search: 50 } };
    const made = await chroma.createCollection({ name: "made", metadata: { a: 1 }, configuration });
    expect([made.name, made.metadata]).toEqual(["made", { a: 1 }]);
    expect(await trouble.pending()).toBe(0);
    expect(await chroma.countCollections()).toBe(2);
  });

  it("creation: another's collection is not taken for ours", async () => {
    await chroma.createCollection({ name: "taken", metadata: { owner: "other" } });
    await trouble.loseAnswer("create");
    const refused = { code: "COLLECTION_EXISTS" };
    await expect(chroma.createCollection({ name: "taken" })).rejects.toMatchObject(refused);
    await expect(chroma.createCollection({ name: "taken" })).rejects.toMatchObject(refused);
  });

  it("creation: without a second attempt the caller hears that it is not known", async () => {
    const once = await trouble.open({ attempts: 1 });
    await trouble.loseAnswer("create");
    await expect(once.createCollection({ name: "made" })).rejects.toMatchObject({ retryable: true });
    await trouble.restore();
    await once.close();
  });

  it("deletion: what is gone was deleted by us", async () => {
    await trouble.loseAnswer("drop");
    await chroma.deleteCollection({ name: "notes" });
    expect(await trouble.pending()).toBe(0);
    expect(await chroma.countCollections()).toBe(0);
    await expect(chroma.deleteCollection({ name: "notes" })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
  });

  it("renaming is the same done twice", async () => {
    await trouble.loseAnswer("modify");
    await notes.modify({ name: "renamed", metadata: { b: 2 } });
    expect(await trouble.pending()).toBe(0);
    expect((await chroma.getCollection({ name: "renamed" })).metadata).toEqual({ b: 2 });
  });

  it("databases: made and deleted by us", async () => {
    const database = { name: "letters", tenant: "default_tenant" };
    await trouble.loseAnswer("createDatabase");
    await chroma.tenants.createDatabase(database);
    await trouble.loseAnswer("deleteDatabase");
    await chroma.tenants.deleteDatabase(database);
    expect(await trouble.pending()).toBe(0);
    expect(await chroma.tenants.listDatabases(database)).toHaveLength(1);
  });

  it.each(["add", "upsert", "update"] as const)("%s: every record is there once", async (kind) => {
    if (kind === "update") await notes.add({ ...record, documents: ["old"] });
    await trouble.loseAnswer(kind);
    await notes[kind](record);
    expect(await trouble.pending()).toBe(0);
    expect((await notes.get()).documents).toEqual(["mine"]);
    expect(await notes.count()).toBe(1);
  });

  it("add: a record that another has written meanwhile stays another's", async () => {
    await notes.add({ ...record, documents: ["another's"] });
    await trouble.loseAnswer("add");
    await notes.add(record);
    expect((await notes.get()).documents).toEqual(["another's"]);
  });

  it("delete and query are the same done twice", async () => {
    await notes.add(record);
    await trouble.loseAnswer("query");
    expect((await notes.query({ queryEmbeddings: [[1, 2]] })).ids).toEqual([["a"]]);
    await trouble.loseAnswer("delete");
    await notes.delete({ ids: ["a"] });
    expect(await trouble.pending()).toBe(0);
    expect(await notes.count()).toBe(0);
  });
});
