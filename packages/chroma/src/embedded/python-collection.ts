import { type CallOptions, Deadline } from "@stemma/core";
import type { ChromaCollection } from "../chroma-collection.js";
import type { CollectionConfiguration, ModifyCollectionRequest } from "../collection-requests.js";
import type { Embedder } from "../embedder/embedder.js";
import { type EmbeddingModel, storedModel, userMetadata } from "../embedding-model.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Metadata } from "../metadata.js";
import type {
  GetRequest,
  GetResult,
  QueryRequest,
  QueryResult,
  RecordBatch,
  RecordFilter,
  WriteOptions,
} from "../records.js";
import { remainingTime } from "../remaining-time.js";
import { VectorSource } from "../vectors/vector-source.js";
import { callPython, type PythonFunction } from "./call-python.js";
import { recordPieces, recordsPerCall } from "./record-pieces.js";
import { type FoundRecords, getResult, type NearestRecords, queryResult } from "./record-results.js";
import type { ServiceState } from "./service-state.js";

const writeTimeoutMs = 60_000;

/** A `Description` of `stemma_chroma.collection_admin`. */
export interface CollectionDescription {
  readonly id: string;
  readonly name: string;
  readonly metadata: Metadata | null;
  readonly configuration: CollectionConfiguration;
}

/** A collection of the Chroma in this process. */
export class PythonCollection implements ChromaCollection {
  readonly #state: ServiceState;
  readonly #vectors: VectorSource;
  #description: CollectionDescription;

  constructor(state: ServiceState, description: CollectionDescription, embedder: Embedder | undefined) {
    this.#state = state;
    this.#description = description;
    this.#vectors = new VectorSource(embedder);
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

  add(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("AddDocuments", "records.add", records, options);
  }

  upsert(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("UpsertDocuments", "records.upsert", records, options);
  }

  update(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("UpdateDocuments", "records.update", records, options);
  }

  async get(request: GetRequest = {}, options: CallOptions = {}): Promise<GetResult> {
    const found = await this.#call<FoundRecords>(
      "GetDocuments",
      "records.get",
      [
        pythonFilter(request),
        request.include ?? ["documents", "metadatas"],
        request.limit ?? null,
        request.offset ?? null,
      ],
      options,
    );
    return getResult(found);
  }

  async query(request: QueryRequest, options: CallOptions = {}): Promise<QueryResult> {
    const operationName = this.#operation("QueryDocuments");
    const deadline = new Deadline(operationName, options, 30_000);
    const queries = await this.#vectors.forQuery(request, operationName, remainingTime(deadline));
    const nearest = await this.#call<NearestRecords>(
      "QueryDocuments",
      "records.query",
      [
        queries.data,
        queries.dimension,
        request.nResults ?? 10,
        pythonFilter(request),
        request.include ?? ["documents", "metadatas", "distances"],
      ],
      remainingTime(deadline),
    );
    return queryResult(nearest);
  }

  async delete(filter: RecordFilter, options: WriteOptions = {}): Promise<void> {
    const { ids, where, whereDocument } = filter;
    const operationName = this.#operation("DeleteDocuments");
    if (!ids && !where && !whereDocument) {
      throw new ChromaInvalidArgumentError("say which records: ids, where or whereDocument", {
        operationName,
      });
    }
    const deadline = new Deadline(operationName, options, writeTimeoutMs);
    // Chroma deletes what a filter selects in one uninterruptible call: select first, then delete in pieces.
    const selected =
      where || whereDocument
        ? await this.#call<string[]>(
            "SelectDocuments",
            "records.matching_ids",
            [pythonFilter(filter)],
            remainingTime(deadline),
          )
        : (ids ?? []);
    for (let start = 0; start < selected.length; start += recordsPerCall) {
      const piece = selected.slice(start, start + recordsPerCall);
      await this.#call("DeleteDocuments", "records.delete", [piece], remainingTime(deadline));
      options.onProgress?.(start + piece.length, selected.length);
    }
  }

  count(options: CallOptions = {}): Promise<number> {
    return this.#call("CountDocuments", "records.count", [], options);
  }

  async peek(
    { limit = 10 }: { readonly limit?: number } = {},
    options: CallOptions = {},
  ): Promise<GetResult> {
    return getResult(await this.#call<FoundRecords>("PeekDocuments", "records.peek", [limit], options));
  }

  async modify(request: ModifyCollectionRequest, options: CallOptions = {}): Promise<void> {
    this.#description = await this.#call<CollectionDescription>(
      "ModifyCollection",
      "collection_admin.modify_collection",
      [request.name ?? null, request.metadata ?? null, request.configuration ?? null],
      options,
    );
  }

  async #write(
    verb: string,
    name: PythonFunction,
    records: RecordBatch,
    options: WriteOptions,
  ): Promise<void> {
    const operationName = this.#operation(verb);
    const deadline = new Deadline(operationName, options, writeTimeoutMs);
    const pieces = recordPieces(
      await this.#vectors.forRecords(records, operationName, remainingTime(deadline)),
      operationName,
    );
    let done = 0;
    for (const piece of pieces) {
      await this.#call(verb, name, [piece], remainingTime(deadline));
      done += piece.ids.length;
      options.onProgress?.(done, records.ids.length);
    }
  }

  // `async`, so that a closed service rejects and never throws.
  async #call<T>(
    verb: string,
    name: PythonFunction,
    args: readonly unknown[],
    options: CallOptions,
  ): Promise<T> {
    this.#state.requireOpen();
    const { link, client } = this.#state;
    return callPython<T>(link, this.#operation(verb), name, [client.id, this.id, ...args], options);
  }

  #operation(verb: string): string {
    return `${verb}_${this.name}`;
  }
}

function pythonFilter({ ids, where, whereDocument }: RecordFilter): unknown {
  return { ids: ids ?? null, where: where ?? null, where_document: whereDocument ?? null };
}
