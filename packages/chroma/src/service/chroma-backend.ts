import type { CallOptions } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaDatabase, Page } from "../api/chroma-tenants.js";
import type { CollectionConfiguration, ModifyCollectionRequest } from "../api/collection-requests.js";
import type { Metadata } from "../model/metadata.js";
import type { GetResult, IncludedField, QueryRequest, QueryResult, RecordFilter } from "../model/records.js";
import type { VectorBatch } from "../vectors/vector-batch.js";
import type { CollectionCreation } from "./collection-creation.js";
import type { RecordPiece } from "./record-pieces.js";
import type { WriteKind } from "./write-kind.js";
import type { WritePace } from "./write-pace.js";

/** What is known of a collection, this package's own metadata keys included. */
export interface CollectionDescription {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly database: string;
  readonly metadata: Metadata | null;
  readonly configuration: CollectionConfiguration;
}

/** A collection that shows how it is stored. */
export interface DescribedCollection extends ChromaCollection {
  readonly description: CollectionDescription;
}

/** A read of records with nothing left to default. */
export interface RecordSelection extends RecordFilter {
  readonly include: readonly IncludedField[];
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** What an attempt is called in logs and errors, and the time it has. */
export interface AttemptOptions extends CallOptions {
  readonly operationName: string;
}

/** Collections as a whole. Each method is one attempt: no retries, no log, a typed error. */
export interface CollectionsBackend {
  heartbeat(options: AttemptOptions): Promise<number>;
  maxBatchSize(options: AttemptOptions): Promise<number>;
  reset(options: AttemptOptions): Promise<void>;
  list(page: Page, options: AttemptOptions): Promise<CollectionDescription[]>;
  countCollections(options: AttemptOptions): Promise<number>;
  create(creation: CollectionCreation, options: AttemptOptions): Promise<CollectionDescription>;
  getOrCreate(creation: CollectionCreation, options: AttemptOptions): Promise<CollectionDescription>;
  find(name: string, options: AttemptOptions): Promise<CollectionDescription>;
  findById(id: string, options: AttemptOptions): Promise<CollectionDescription>;
  drop(name: string, options: AttemptOptions): Promise<void>;
  modify(
    collection: CollectionDescription,
    change: ModifyCollectionRequest,
    options: AttemptOptions,
  ): Promise<CollectionDescription>;
}

/** The records of a collection, by its id. Each method is one attempt that may be repeated: no retries, no log, a typed error. */
export interface RecordsBackend {
  /** How large the calls of one collection's writes are. */
  pace(): WritePace;
  write(id: string, kind: WriteKind, piece: RecordPiece, options: AttemptOptions): Promise<void>;
  get(id: string, selection: RecordSelection, options: AttemptOptions): Promise<GetResult>;
  query(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult>;
  matchingIds(id: string, filter: RecordFilter, options: AttemptOptions): Promise<string[]>;
  delete(id: string, ids: readonly string[], options: AttemptOptions): Promise<void>;
  count(id: string, options: AttemptOptions): Promise<number>;
}

/** Tenants and databases. Each method is one attempt: no retries, no log, a typed error. */
export interface TenantsBackend {
  createTenant(name: string, options: AttemptOptions): Promise<void>;
  getTenant(name: string, options: AttemptOptions): Promise<string>;
  createDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void>;
  getDatabase(name: string, tenant: string, options: AttemptOptions): Promise<ChromaDatabase>;
  listDatabases(tenant: string, page: Page, options: AttemptOptions): Promise<ChromaDatabase[]>;
  deleteDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void>;
}

/** Where a service's calls go: the Chroma in this process, or a server. */
export interface ChromaBackend {
  readonly location: string;
  readonly version: string;
  readonly collections: CollectionsBackend;
  readonly records: RecordsBackend;
  readonly tenants: TenantsBackend;
  /** Called once. */
  close(): Promise<void>;
}
