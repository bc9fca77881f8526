import { type CallOptions, Deadline, systemClock } from "@stemma/core";
import type { CollectionConfiguration, ModifyCollectionRequest } from "../api/collection-requests.js";
import { checkRecords } from "../checks/check-records.js";
import { checkDelete, checkPage } from "../checks/check-request.js";
import { checkedFilter } from "../checks/checked-filter.js";
import type { Embedder } from "../embedder/embedder.js";
import {
  type EmbeddingModel,
  metadataForReplacement,
  requireModelDimension,
  storedModel,
  userMetadata,
} from "../model/embedding-model.js";
import type { Metadata } from "../model/metadata.js";
import type {
  DeleteRequest,
  GetRequest,
  GetResult,
  QueryRequest,
  QueryResult,
  RecordBatch,
  RecordFilter,
  WriteOptions,
} from "../model/records.js";
import { VectorSource } from "../vectors/vector-source.js";
import type {
  AttemptOptions,
  CollectionDescription,
  DescribedCollection,
  RecordSelection,
} from "./chroma-backend.js";
import { checkedCollectionMetadata } from "./collection-creation.js";
import { recordPieces } from "./record-pieces.js";
import { type Call, RecordReader } from "./record-reader.js";
import type { ServiceCalls } from "./service-calls.js";
import type { WriteKind } from "./write-kind.js";
import { recordsPerCall, type WritePace } from "./write-pace.js";

const readTimeoutMs = 30_000;
const writeTimeoutMs = 60_000;
const everything = ["documents", "embeddings", "metadatas", "uris"] as const;
const verbs = { add: "AddDocuments", upsert: "UpsertDocuments", update: "UpdateDocuments" } as const;

/** A collection of either service: the checks, the pieces of a write and the time they share; its backend does single calls. */
export class StoredCollection implements DescribedCollection {
  readonly #calls: ServiceCalls;
  readonly #vectors: VectorSource;
  readonly #pace: WritePace;
  #description: CollectionDescription;

  constructor(calls: ServiceCalls, description: CollectionDescription, embedder: Embedder | undefined) {
    this.#calls = calls;
    this.#description = description;
    this.#vectors = new VectorSource(embedder);
    this.#pace = calls.backend.records.pace();
  }

  get id(): string {
    return this.#description.id;
  }

  get name(): string {
    return this.#description.name;
  }

  get metadata(): Metadata | null {
    return userMetadata(this.#description.metadata);
  }

  get configuration(): CollectionConfiguration {
    return this.#description.configuration;
  }

  get embeddingModel(): EmbeddingModel | null {
    return storedModel(this.#description.metadata);
  }

  get description(): CollectionDescription {
    return this.#description;
  }

  add(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("add", records, options);
  }

  upsert(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("upsert", records, options);
  }

  update(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("update", records, options);
  }

  async get(request: GetRequest = {}, options: CallOptions = {}): Promise<GetResult> {
    const deadline = new Deadline(this.#operation("GetDocuments"), options, readTimeoutMs);
    return this.#reader("GetDocuments", deadline).get(this.#selection(request, "GetDocuments"));
  }

  async *pages(
    request: Omit<GetRequest, "order"> = {},
    options: CallOptions = {},
  ): AsyncGenerator<GetResult> {
    const call: Call = (attempt) => this.#call("GetDocuments", options, attempt);
    const reader = new RecordReader(this.#calls.backend.records, this.id, call);
    yield* reader.pages(this.#selection(request, "GetDocuments"));
  }

  async query(request: QueryRequest, options: CallOptions = {}): Promise<QueryResult> {
    const operationName = this.#operation("QueryDocuments");
    const deadline = new Deadline(operationName, options, readTimeoutMs);
    const filtered = checkedFilter(request, operationName);
    const queries = await this.#vectors.forQuery(request, operationName, deadline.rest());
    requireModelDimension(this.name, this.embeddingModel, queries.dimension, operationName);
    return this.#reader("QueryDocuments", deadline).query(queries, filtered);
  }

  async delete({ limit, ...filter }: DeleteRequest, options: WriteOptions = {}): Promise<void> {
    const operationName = this.#operation("DeleteDocuments");
    checkDelete({ limit, ...filter }, operationName);
    const deadline = new Deadline(operationName, options, writeTimeoutMs);
    const selected = await this.#selected(checkedFilter(filter, operationName), deadline);
    const ids = selected.slice(0, limit);
    for (let start = 0; start < ids.length; start += recordsPerCall) {
      const piece = ids.slice(start, start + recordsPerCall);
      await this.#call("DeleteDocuments", deadline.rest(), (attempt) =>
        this.#calls.backend.records.delete(this.id, piece, attempt),
      );
      options.onProgress?.(start + piece.length, ids.length);
    }
  }

  count(options: CallOptions = {}): Promise<number> {
    return this.#call("CountDocuments", options, (attempt) =>
      this.#calls.backend.records.count(this.id, attempt),
    );
  }

  async peek(
    { limit = 10 }: { readonly limit?: number } = {},
    options: CallOptions = {},
  ): Promise<GetResult> {
    const deadline = new Deadline(this.#operation("PeekDocuments"), options, readTimeoutMs);
    const selection = this.#selection({ limit, include: everything }, "PeekDocuments");
    return this.#reader("PeekDocuments", deadline).get(selection);
  }

  async modify(request: ModifyCollectionRequest, options: CallOptions = {}): Promise<void> {
    const metadata = checkedCollectionMetadata(request.metadata, this.#operation("ModifyCollection"));
    const change = metadata
      ? { ...request, metadata: metadataForReplacement(metadata, this.#description.metadata) }
      : request;
    this.#description = await this.#call("ModifyCollection", options, (attempt) =>
      this.#calls.backend.collections.modify(this.#description, change, attempt),
    );
  }

  async #write(kind: WriteKind, records: RecordBatch, options: WriteOptions): Promise<void> {
    const operationName = this.#operation(verbs[kind]);
    const deadline = new Deadline(operationName, options, writeTimeoutMs);
    await checkRecords(kind, records, operationName);
    const complete = await this.#vectors.forRecords(kind, records, operationName, deadline.rest());
    let done = 0;
    for (const piece of recordPieces(kind, complete, operationName, () => this.#pace.next())) {
      if (piece.vectors)
        requireModelDimension(this.name, this.embeddingModel, piece.dimension, operationName);
      const startedAtMs = systemClock.monotonicMs();
      await this.#call(verbs[kind], deadline.rest(), (attempt) =>
        this.#calls.backend.records.write(this.id, kind, piece, attempt),
      );
      this.#pace.took(piece.ids.length, systemClock.monotonicMs() - startedAtMs);
      done += piece.ids.length;
      options.onProgress?.(done, records.ids.length);
    }
  }

  /** Chroma deletes what a filter selects in one uninterruptible call: select first, then delete in pieces. */
  async #selected(filter: RecordFilter, deadline: Deadline): Promise<readonly string[]> {
    if (!filter.where && !filter.whereDocument) return filter.ids ?? [];
    return this.#reader("SelectDocuments", deadline).matchingIds(filter);
  }

  #selection(request: GetRequest, verb: string): GetRequest & RecordSelection {
    const filter = checkedFilter(request, this.#operation(verb));
    checkPage(request, this.#operation(verb));
    return { ...filter, include: request.include ?? ["documents", "metadatas"] };
  }

  /** Calls that share the time of a deadline. */
  #reader(verb: string, deadline: Deadline): RecordReader {
    const call: Call = (attempt) => this.#call(verb, deadline.rest(), attempt);
    return new RecordReader(this.#calls.backend.records, this.id, call);
  }

  #call<T>(verb: string, options: CallOptions, attempt: (options: AttemptOptions) => Promise<T>): Promise<T> {
    return this.#calls.run(this.#operation(verb), options, attempt);
  }

  #operation(verb: string): string {
    return `${verb}_${this.name}`;
  }
}
