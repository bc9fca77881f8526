import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory, RecordingLogger } from "@stemma/test-cleanup";
import { calledPythonFunctions, filesThatExecute } from "./call-sites.fixture.js";
import type { ChromaCollection } from "./chroma-collection.js";
import type { ChromaService } from "./chroma-service.js";
import { MiniLmEmbedder } from "./embedder/mini-lm-embedder.js";
import { openChroma } from "./open-chroma.js";
import { PythonFaults } from "./python-faults.fixture.js";
import { startTestPython, type TestPython } from "./test-python.fixture.js";

/** What a case may use; made anew for each. */
interface Bench {
  readonly python: TestPython;
  readonly logger: RecordingLogger;
  readonly directory: string;
  readonly chroma: ChromaService;
  readonly notes: ChromaCollection;
  readonly embedder: MiniLmEmbedder;
}

interface CallSite {
  /** Where the exception comes from. */
  readonly fault: string;
  readonly operationName: string;
  readonly run: (bench: Bench) => Promise<unknown>;
}

const client = "chromadb.api.client:Client";
const collection = "chromadb:Collection";
const api = "chromadb.api.rust:RustBindingsAPI";
const creation = "stemma_chroma.collection_admin:core_of";
const database = { name: "letters", tenant: "default_tenant" };
const record = { ids: ["a"], embeddings: new Float32Array([1, 0]) };

/** For each Python function of the package the call that reaches it. */
const callSites: Readonly<Record<string, CallSite>> = {
  "stores.open_client": {
    fault: "chromadb:PersistentClient",
    operationName: "OpenClient",
    run: async ({ python, logger, directory }) => (await openChroma(directory, { python, logger })).close(),
  },
  "stores.close_client": {
    fault: `${client}.close`,
    operationName: "CloseClient",
    run: ({ chroma }) => chroma.close(),
  },
  "stores.heartbeat": {
    fault: `${client}.heartbeat`,
    operationName: "Heartbeat",
    run: ({ chroma }) => chroma.heartbeat(),
  },
  "stores.max_batch_size": {
    fault: `${client}.get_max_batch_size`,
    operationName: "MaxBatchSize",
    run: ({ chroma }) => chroma.maxBatchSize(),
  },
  "stores.reset": {
    fault: "stemma_chroma.stores:MemoryStore.reset",
    operationName: "Reset",
    run: ({ chroma }) => chroma.reset(),
  },
  "tenants.create_tenant": {
    fault: `${api}.create_tenant`,
    operationName: "CreateTenant_letters",
    run: ({ chroma }) => chroma.tenants.createTenant({ name: "letters" }),
  },
  "tenants.get_tenant": {
    fault: `${api}.get_tenant`,
    operationName: "GetTenant_default_tenant",
    run: ({ chroma }) => chroma.tenants.getTenant({ name: "default_tenant" }),
  },
  "tenants.create_database": {
    fault: `${api}.create_database`,
    operationName: "CreateDatabase_letters",
    run: ({ chroma }) => chroma.tenants.createDatabase(database),
  },
  "tenants.get_database": {
    fault: `${api}.get_database`,
    operationName: "GetDatabase_default_database",
    run: ({ chroma }) => chroma.tenants.getDatabase({ ...database, name: "default_database" }),
  },
  "tenants.list_databases": {
    fault: `${api}.list_databases`,
    operationName: "ListDatabases_default_tenant",
    run: ({ chroma }) => chroma.tenants.listDatabases(database),
  },
  "tenants.delete_database": {
    fault: `${api}.delete_database`,
    operationName: "DeleteDatabase_default_database",
    run: ({ chroma }) => chroma.tenants.deleteDatabase({ ...database, name: "default_database" }),
  },
  "collection_admin.create_collection": {
    fault: creation,
    operationName: "CreateCollection_new",
    run: ({ chroma }) => chroma.createCollection({ name: "new" }),
  },
  "collection_admin.get_or_create_collection": {
    fault: creation,
    operationName: "GetOrCreateCollection_new",
    run: ({ chroma }) => chroma.getOrCreateCollection({ name: "new" }),
  },
  "collection_admin.get_collection": {
    fault: `${client}.get_collection`,
    operationName: "GetCollection_notes",
    run: ({ chroma }) => chroma.getCollection({ name: "notes" }),
  },
  "collection_admin.get_collection_by_id": {
    fault: `${client}.get_collection_by_id`,
    operationName: "GetCollectionById",
    run: ({ chroma, notes }) => chroma.getCollectionById({ id: notes.id }),
  },
  "collection_admin.list_collections": {
    fault: `${client}.list_collections`,
    operationName: "ListCollections",
    run: ({ chroma }) => chroma.listCollections(),
  },
  "collection_admin.count_collections": {
    fault: `${client}.count_collections`,
    operationName: "CountCollections",
    run: ({ chroma }) => chroma.countCollections(),
  },
  "collection_admin.delete_collection": {
    fault: `${client}.delete_collection`,
    operationName: "DeleteCollection_notes",
    run: ({ chroma }) => chroma.deleteCollection({ name: "notes" }),
  },
  "collection_admin.modify_collection": {
    fault: `${collection}.modify`,
    operationName: "ModifyCollection_notes",
    run: ({ notes }) => notes.modify({ metadata: { a: 1 } }),
  },
  "records.add": {
    fault: `${collection}.add`,
    operationName: "AddDocuments_notes",
    run: ({ notes }) => notes.add(record),
  },
  "records.upsert": {
    fault: `${collection}.upsert`,
    operationName: "UpsertDocuments_notes",
    run: ({ notes }) => notes.upsert(record),
  },
  "records.update": {
    fault: `${collection}.update`,
    operationName: "UpdateDocuments_notes",
    run: ({ notes }) => notes.update(record),
  },
  "records.get": {
    fault: `${collection}.get`,
    operationName: "GetDocuments_notes",
    run: ({ notes }) => notes.get(),
  },
  "records.query": {
    fault: `${collection}.query`,
    operationName: "QueryDocuments_notes",
    run: ({ notes }) => notes.query({ queryEmbeddings: record.embeddings }),
  },
  "records.matching_ids": {
    fault: `${collection}.get`,
    operationName: "SelectDocuments_notes",
    run: ({ notes }) => notes.delete({ where: { none: 1 } }),
  },
  "records.delete": {
    fault: `${collection}.delete`,
    operationName: "DeleteDocuments_notes",
    run: ({ notes }) => notes.delete({ ids: ["a"] }),
  },
  "records.count": {
    fault: `${collection}.count`,
    operationName: "CountDocuments_notes",
    run: ({ notes }) => notes.count(),
  },
  "embedding.open_embedder": {
    fault: "stemma_chroma.embedding:_Embedders.open",
    operationName: "OpenEmbedder",
    run: ({ embedder }) => embedder.embed(["text"]),
  },
  "embedding.embed_passages": {
    fault: "stemma_chroma.mini_lm:MiniLm.token_sums",
    operationName: "EmbedTexts",
    run: ({ embedder }) => embedder.embed(["text"]),
  },
  "embedding.close_embedder": {
    fault: "stemma_chroma.embedding:_Embedders.close",
    operationName: "CloseEmbedder",
    run: async ({ embedder }) => {
      await embedder.embed(["text"]);
      await embedder.close();
    },
  },
};

describe("an exception inside Python", () => {
  let python: TestPython;
  let faults: PythonFaults;
  let directory: IsolatedDirectory;
  let bench: Bench;

  beforeAll(async () => {
    python = await startTestPython();
    faults = new PythonFaults(python);
  });
  afterAll(() => python.close());

  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    const logger = new RecordingLogger();
    const chroma = await openChroma("memory:", { python, logger, allowReset: true });
    const notes = await chroma.createCollection({ name: "notes" });
    await notes.add(record);
    bench = {
      python,
      logger,
      directory: directory.path,
      chroma,
      notes,
      embedder: new MiniLmEmbedder({ python, logger }),
    };
  });
  afterEach(async () => {
    await faults.restore();
    await bench.embedder.close();
    await bench.chroma.close().catch(() => undefined); // one case lets it fail
    await directory.remove();
  });

  it("has a case for every Python function of the package, called from one place", () => {
    expect(Object.keys(callSites).sort()).toEqual(calledPythonFunctions());
    expect(filesThatExecute()).toEqual(["embedded/call-python.ts"]);
  });

  const kinds = ["RuntimeError", "SystemExit", "KeyboardInterrupt", "UnprintableError"];
  describe.each(Object.entries(callSites))("in %s", (_name, { fault, operationName, run }) => {
    it.each(kinds)("%s becomes one typed error and one log record, and the next call works", async (kind) => {
      await faults.fail(fault, kind, "forced");
      bench.logger.clear();
      await expect(run(bench)).rejects.toMatchObject({
        code: "CHROMA_OPERATION_FAILED",
        operationName,
        retryable: false,
        cause: { kind: "python", type: expect.stringContaining(kind) },
      });
      expect(bench.logger.records()).toEqual([
        {
          level: "error",
          message: "Chroma operation failed",
          fields: {
            operationName,
            kind: "python",
            type: expect.stringContaining(kind),
            message: expect.any(String),
            queuedMs: expect.any(Number),
            ranMs: expect.any(Number),
          },
        },
      ]);
      await faults.restore();
      // What can't be repeated is closed by now; everything else works at once.
      if (!operationName.startsWith("Close")) await run(bench);
      const other = await openChroma("memory:", { python });
      expect(await other.countCollections()).toBe(0);
      await other.close();
    });
  });

  it.each([
    ["a read", `${collection}.count`, () => bench.notes.count({ timeoutMs: 100 })],
    ["a write", `${collection}.upsert`, () => bench.notes.upsert(record, { timeoutMs: 100 })],
    [
      "the model",
      "stemma_chroma.mini_lm:MiniLm.token_sums",
      () => bench.embedder.embed(["x"], { timeoutMs: 400 }),
    ],
  ])(
    "that never comes: %s that hangs ends at its deadline and the next call works",
    async (_name, fault, run) => {
      await bench.embedder.embed(["loaded"]);
      await faults.hang(fault, 60);
      const startedAt = performance.now();
      await expect(run()).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      await faults.restore();
      expect(await bench.notes.count()).toBe(1);
    },
  );
});
