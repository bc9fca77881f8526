import { type CallOptions, Deadline } from "@stemma/core";
import type { Where as ClientWhere, WhereDocument as ClientWhereDocument, Collection } from "chromadb";
import type { ChromaCollection } from "../chroma-collection.js";
import type { CollectionConfiguration, ModifyCollectionRequest } from "../collection-requests.js";
import { type PythonBatch, recordPieces, recordsPerCall } from "../embedded/record-pieces.js";
import type { Embedder } from "../embedder/embedder.js";
import {
  type EmbeddingModel,
  metadataForReplacement,
  storedModel,
  userMetadata,
} from "../embedding-model.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { NotSupportedError } from "../errors/not-supported-error.js";
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
import { joinVectors } from "../vectors/vector-batch.js";
import { VectorSource } from "../vectors/vector-source.js";

const writeTimeoutMs = 60_000;

/** How a collection's requests are sent; refuses them once the service is closed. */
export type SendRequest = <T>(
  operationName: string,
  request: () => Promise<T>,
  options: CallOptions,
) => Promise<T>;

type ClientRecords = Parameters<Collection["upsert"]>[0];

/** A collection on a server. */
export class HttpCollection implements ChromaCollection {
  readonly #remote: Collection;
  readonly #send: SendRequest;
  readonly #vectors: VectorSource;

  constructor(remote: Collection, send: SendRequest, embedder: Embedder | undefined) {
    this.#remote = remote;
    this.#send = send;
    this.#vectors = new VectorSource(embedder);
  }

  get id(): string {
    return this.#remote.id;
  }

  get name(): string {
    return this.#remote.name;
  }

  get metadata(): Metadata | null {
    return userMetadata(this.#stored);
  }

  get configuration(): CollectionConfiguration {
    const { hnsw } = this.#remote.configuration as CollectionConfiguration;
    return hnsw ? { hnsw } : {};
  }

  get embeddingModel(): EmbeddingModel | null {
    return storedModel(this.#stored);
  }

  add(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("AddDocuments", (piece) => this.#remote.add(piece), records, options);
  }

  upsert(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("UpsertDocuments", (piece) => this.#remote.upsert(piece), records, options);
  }

  update(records: RecordBatch, options: WriteOptions = {}): Promise<void> {
    return this.#write("UpdateDocuments", (piece) => this.#remote.update(piece), records, options);
  }

  async get(request: GetRequest = {}, options: CallOptions = {}): Promise<GetResult> {
    const { limit, offset, include = ["documents", "metadatas"] } = request;
    const found = await this.#call(
      "GetDocuments",
      () =>
        this.#remote.get({ ...clientFilter(request), ...given({ limit, offset }), include: [...include] }),
      options,
    );
    const { data, dimension } = joinVectors(present(found.embeddings), this.#operation("GetDocuments"));
    const { ids, documents, metadatas, uris } = found;
    return { ids, embeddings: data, dimension, documents, metadatas: metadatas as (Metadata | null)[], uris };
  }

  async query(request: QueryRequest, options: CallOptions = {}): Promise<QueryResult> {
    const operationName = this.#operation("QueryDocuments");
    const deadline = new Deadline(operationName, options, 30_000);
    const queries = await this.#vectors.forQuery(request, operationName, remainingTime(deadline));
    const { nResults = 10, include = ["documents", "metadatas", "distances"] } = request;
    const nearest = await this.#call(
      "QueryDocuments",
      () =>
        this.#remote.query({
          ...clientFilter(request),
          queryEmbeddings: rowsOf(queries.data, queries.dimension),
          nResults,
          include: [...include],
        }),
      remainingTime(deadline),
    );
    const vectors = nearest.embeddings.map((rows) => joinVectors(present(rows), operationName));
    return {
      ids: nearest.ids,
      embeddings: vectors.map(({ data }) => data),
      dimension: queries.dimension,
      documents: nearest.documents,
      metadatas: nearest.metadatas as (Metadata | null)[][],
      uris: nearest.uris,
      distances: nearest.distances as number[][],
    };
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
    const selected =
      where || whereDocument
        ? (await this.get({ ...filter, include: [] }, remainingTime(deadline))).ids
        : (ids ?? []);
    for (let start = 0; start < selected.length; start += recordsPerCall) {
      const piece = selected.slice(start, start + recordsPerCall);
      await this.#call("DeleteDocuments", () => this.#remote.delete({ ids: piece }), remainingTime(deadline));
      options.onProgress?.(start + piece.length, selected.length);
    }
  }

  count(options: CallOptions = {}): Promise<number> {
    return this.#call("CountDocuments", () => this.#remote.count(), options);
  }

  peek({ limit = 10 }: { readonly limit?: number } = {}, options: CallOptions = {}): Promise<GetResult> {
    return this.get({ limit, include: ["documents", "embeddings", "metadatas", "uris"] }, options);
  }

  async modify(
    { name, metadata, configuration }: ModifyCollectionRequest,
    options: CallOptions = {},
  ): Promise<void> {
    const replacement = metadata && metadataForReplacement(metadata, this.#stored);
    const change = given({ name, metadata: replacement, configuration }) as Parameters<
      Collection["modify"]
    >[0];
    await this.#call("ModifyCollection", () => this.#remote.modify(change), options);
  }

  get #stored(): Metadata | null {
    return (this.#remote.metadata ?? null) as Metadata | null;
  }

  async #write(
    verb: string,
    send: (piece: ClientRecords) => Promise<unknown>,
    records: RecordBatch,
    options: WriteOptions,
  ): Promise<void> {
    const operationName = this.#operation(verb);
    if (records.metadatas?.some((metadata) => metadata && Object.values(metadata).includes(null))) {
      throw new NotSupportedError(
        "npm chromadb can't remove single keys of metadata: it leaves out null values",
        {
          operationName,
        },
      );
    }
    const deadline = new Deadline(operationName, options, writeTimeoutMs);
    const complete = await this.#vectors.forRecords(records, operationName, remainingTime(deadline));
    let done = 0;
    for (const piece of recordPieces(complete, operationName)) {
      await this.#call(verb, () => send(clientRecords(piece)), remainingTime(deadline));
      done += piece.ids.length;
      options.onProgress?.(done, records.ids.length);
    }
  }

  #call<T>(verb: string, request: () => Promise<T>, options: CallOptions): Promise<T> {
    return this.#send(this.#operation(verb), request, options);
  }

  #operation(verb: string): string {
    return `${verb}_${this.name}`;
  }
}

function clientRecords({ ids, vectors, dimension, documents, metadatas, uris }: PythonBatch): ClientRecords {
  const embeddings = vectors ? rowsOf(vectors, dimension) : undefined;
  return given({ ids, embeddings, documents, metadatas, uris }) as unknown as ClientRecords;
}

function clientFilter({ ids, where, whereDocument }: RecordFilter) {
  return {
    ...(ids ? { ids: [...ids] } : {}),
    ...(where ? { where: where as ClientWhere } : {}),
    ...(whereDocument ? { whereDocument: whereDocument as ClientWhereDocument } : {}),
  };
}

/** The fields that have a value: the client takes `undefined` and `null` for values. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

function rowsOf(data: Float32Array, dimension: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start < data.length; start += dimension)
    rows.push(Array.from(data.subarray(start, start + dimension)));
  return rows;
}

function present(rows: readonly (number[] | null)[]): number[][] {
  return rows.filter((row) => row !== null);
}
