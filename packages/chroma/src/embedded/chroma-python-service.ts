import type { CallOptions } from "@stemma/core";
import type { ChromaCollection } from "../chroma-collection.js";
import type { ChromaService } from "../chroma-service.js";
import { creationOf } from "../collection-creation.js";
import type { CreateCollectionRequest, GetCollectionRequest } from "../collection-requests.js";
import type { Embedder } from "../embedder/embedder.js";
import { requireSameModel } from "../embedding-model.js";
import { callPython, type PythonFunction, type PythonLink } from "./call-python.js";
import { type ChromaClientPool, type ClientLease, type ClientTarget } from "./client-pool.js";
import { type CollectionDescription, PythonCollection } from "./python-collection.js";
import { ServiceState } from "./service-state.js";

/**
 * Chroma in this process: Python's `chromadb`, called through {@link PythonContext}. No server, no port, no child process.
 * Made by `openChroma`.
 */
export class ChromaPythonService implements ChromaService {
  readonly #state: ServiceState;
  readonly #lease: ClientLease;
  readonly #afterClose: () => Promise<void>;
  #closing: Promise<void> | undefined;

  private constructor(state: ServiceState, lease: ClientLease, afterClose: () => Promise<void>) {
    this.#state = state;
    this.#lease = lease;
    this.#afterClose = afterClose;
  }

  /** @param afterClose - Releases what was started for this service alone. */
  static async open(
    target: ClientTarget,
    link: PythonLink,
    pool: ChromaClientPool,
    options: CallOptions = {},
    afterClose: () => Promise<void> = () => Promise.resolve(),
  ): Promise<ChromaPythonService> {
    const lease = await pool.acquire(target, options);
    return new ChromaPythonService(new ServiceState(link, lease.client), lease, afterClose);
  }

  get location(): string {
    return this.#state.client.location;
  }

  version(): string {
    return this.#state.client.version;
  }

  async heartbeat(options: CallOptions = {}): Promise<number> {
    return Number(await this.#call<number | bigint>("Heartbeat", "stores.heartbeat", [], options)) / 1e6;
  }

  async listCollections(
    request: { readonly limit?: number; readonly offset?: number } = {},
    options: CallOptions = {},
  ): Promise<ChromaCollection[]> {
    const descriptions = await this.#call<CollectionDescription[]>(
      "ListCollections",
      "collection_admin.list_collections",
      [request.limit ?? null, request.offset ?? null],
      options,
    );
    return descriptions.map((description) => this.#collection(description, undefined));
  }

  countCollections(options: CallOptions = {}): Promise<number> {
    return this.#call("CountCollections", "collection_admin.count_collections", [], options);
  }

  async createCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const description = await this.#call<CollectionDescription>(
      `CreateCollection_${request.name}`,
      "collection_admin.create_collection",
      creationArguments(request),
      options,
    );
    return this.#collection(description, request.embedder);
  }

  async getCollection(request: GetCollectionRequest, options: CallOptions = {}): Promise<ChromaCollection> {
    const operationName = `GetCollection_${request.name}`;
    const description = await this.#call<CollectionDescription>(
      operationName,
      "collection_admin.get_collection",
      [request.name],
      options,
    );
    return this.#checkedCollection(description, request.embedder, operationName);
  }

  async getOrCreateCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const operationName = `GetOrCreateCollection_${request.name}`;
    const description = await this.#call<CollectionDescription>(
      operationName,
      "collection_admin.get_or_create_collection",
      creationArguments(request),
      options,
    );
    return this.#checkedCollection(description, request.embedder, operationName);
  }

  deleteCollection({ name }: { readonly name: string }, options: CallOptions = {}): Promise<void> {
    return this.#call(`DeleteCollection_${name}`, "collection_admin.delete_collection", [name], options);
  }

  close(): Promise<void> {
    this.#state.isClosed = true;
    this.#closing ??= this.#lease.release().finally(this.#afterClose);
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  // `async`, so that a closed service rejects and never throws.
  async #call<T>(
    operationName: string,
    name: PythonFunction,
    args: readonly unknown[],
    options: CallOptions,
  ): Promise<T> {
    this.#state.requireOpen();
    const { link, client } = this.#state;
    return callPython<T>(link, operationName, name, [client.id, ...args], options);
  }

  #checkedCollection(
    description: CollectionDescription,
    embedder: Embedder | undefined,
    operationName: string,
  ): ChromaCollection {
    const collection = this.#collection(description, embedder);
    requireSameModel(collection.name, collection.embeddingModel, embedder, operationName);
    return collection;
  }

  #collection(description: CollectionDescription, embedder: Embedder | undefined): ChromaCollection {
    return new PythonCollection(this.#state, description, embedder);
  }
}

function creationArguments(request: CreateCollectionRequest): unknown[] {
  const { metadata, configuration } = creationOf(request);
  return [request.name, metadata, configuration];
}
