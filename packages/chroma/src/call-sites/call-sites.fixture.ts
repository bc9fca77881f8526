import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { randomHexId } from "@stemma/core";
import type { RecordingLogger } from "@stemma/test-cleanup";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import { inspectDirectory } from "../directory/inspect-directory.js";
import { repairDirectory } from "../directory/repair-directory.js";
import type { MiniLmEmbedder } from "../embedder/mini-lm-embedder.js";
import { openChroma } from "../open-chroma.js";
import { projectVectors } from "../projection/project-vectors.js";
import type { TestPython } from "../test-python.fixture.js";

/** What a case may use; made anew for each. */
export interface Bench {
  readonly python: TestPython;
  readonly logger: RecordingLogger;
  readonly directory: string;
  readonly chroma: ChromaService;
  readonly notes: ChromaCollection;
  readonly embedder: MiniLmEmbedder;
}

/** A call that reaches a Python function. */
export interface CallSite {
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
/** The record of `notes`. */
export const record = { ids: ["a"], embeddings: new Float32Array([1, 0]) };

/** For each Python function of the package the call that reaches it. */
export const callSites: Readonly<Record<string, CallSite>> = {
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
    fault: `${api}._add`,
    operationName: "AddDocuments_notes",
    run: ({ notes }) => notes.add(record),
  },
  "records.upsert": {
    fault: `${api}._upsert`,
    operationName: "UpsertDocuments_notes",
    run: ({ notes }) => notes.upsert(record),
  },
  "records.update": {
    fault: `${api}._update`,
    operationName: "UpdateDocuments_notes",
    run: ({ notes }) => notes.update(record),
  },
  "records.get": {
    fault: `${api}._get`,
    operationName: "GetDocuments_notes",
    run: ({ notes }) => notes.get(),
  },
  "records.query": {
    fault: `${api}._query`,
    operationName: "QueryDocuments_notes",
    run: ({ notes }) => notes.query({ queryEmbeddings: record.embeddings }),
  },
  "records.matching_ids": {
    fault: `${api}._get`,
    operationName: "SelectDocuments_notes",
    run: ({ notes }) => notes.delete({ where: { none: 1 } }),
  },
  "records.delete": {
    fault: `${api}._delete`,
    operationName: "DeleteDocuments_notes",
    run: ({ notes }) => notes.delete({ ids: ["a"] }),
  },
  "records.count": {
    fault: `${api}._count`,
    operationName: "CountDocuments_notes",
    run: ({ notes }) => notes.count(),
  },
  "embedding.open_embedder": {
    fault: "stemma_chroma.embedding:_Embedders.open",
    operationName: "OpenEmbedder",
    run: ({ embedder }) => embedder.embedFlat(["text"]),
  },
  "embedding.embed_passages": {
    fault: "stemma_chroma.mini_lm:MiniLm.token_sums",
    operationName: "EmbedTexts",
    run: ({ embedder }) => embedder.embedFlat(["text"]),
  },
  "embedding.close_embedder": {
    fault: "stemma_chroma.embedding:_Embedders.close",
    operationName: "CloseEmbedder",
    run: async ({ embedder }) => {
      await embedder.embedFlat(["text"]);
      await embedder.close();
    },
  },
  "projection.project": {
    fault: "stemma_chroma.projection:_turned",
    operationName: "ProjectVectors",
    run: ({ python, logger }) =>
      projectVectors({ python, logger }, { vectors: new Float32Array([1, 0, 0, 1]), dimension: 2 }),
  },
  "repair.inspect": {
    fault: "stemma_chroma.repair:find_damage",
    operationName: "InspectDirectory",
    run: ({ python, logger, directory }) => inspectDirectory(directory, { python, logger }),
  },
  "repair.begin": {
    fault: "stemma_chroma.repair:set_damage_aside",
    operationName: "BeginRepair",
    run: repairDamaged,
  },
  "repair.wanted": {
    fault: "stemma_chroma.healing.collection_repair:CollectionRepair.contents",
    operationName: "ReadWantedVectors",
    run: repairDamaged,
  },
  "repair.supply": {
    fault: "stemma_chroma.healing.collection_repair:CollectionRepair.supply",
    operationName: "SupplyVectors",
    run: repairDamaged,
  },
  "repair.finish": {
    fault: "stemma_chroma.healing.collection_repair:CollectionRepair.finish",
    operationName: "FinishRepair",
    run: repairDamaged,
  },
  "repair.end": {
    fault: "stemma_chroma.repair:_Repair.close",
    operationName: "EndRepair",
    run: repairDamaged,
  },
};

/** Repairs a directory whose one index is gone. */
async function repairDamaged({ python, logger, directory }: Bench): Promise<unknown> {
  const place = join(directory, randomHexId());
  const chroma = await openChroma(place, { python });
  const configuration = { hnsw: { sync_threshold: 2, batch_size: 2 } };
  const notes = await chroma.createCollection({ name: "notes", configuration });
  await notes.add({ ids: ["a", "b", "c"], embeddings: new Float32Array(6).fill(1) });
  await chroma.close();
  const entries = await readdir(place, { withFileTypes: true });
  const indexes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(place, name));
  await Promise.all(indexes.map((index) => rm(index, { recursive: true })));
  return repairDirectory(
    place,
    { python, logger },
    {
      findVectors: ({ ids }) => Promise.resolve(new Map(ids.map((id) => [id, new Float32Array([1, 1])]))),
    },
  );
}
