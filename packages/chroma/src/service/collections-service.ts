import { type CallOptions, Deadline, hasErrorCode } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import type { ChromaTenants, Page } from "../api/chroma-tenants.js";
import type {
  CopyCollectionRequest,
  CreateCollectionRequest,
  GetCollectionRequest,
  ModifyCollectionByNameRequest,
} from "../api/collection-requests.js";
import type { Embedder } from "../embedder/embedder.js";
import { NotAuthorizedError } from "../errors/not-authorized-error.js";
import { requireSameModel } from "../model/embedding-model.js";
import type { WriteOptions } from "../model/records.js";
import type { Operations } from "../operations/operations.js";
import type { AttemptOptions, ChromaBackend, CollectionDescription } from "./chroma-backend.js";
import { creationOf } from "./collection-creation.js";
import { copyCollection } from "./copy-collection.js";
import { isWhatWasAsked } from "./own-creation.js";
import { ServiceCalls } from "./service-calls.js";
import { StoredCollection } from "./stored-collection.js";
import { StoredTenants, unlessOurs } from "./stored-tenants.js";

/** Settings of a service, however it is reached. */
export interface ServiceSettings {
  /** Whether `reset()` may delete everything. Default false. */
  readonly allowReset?: boolean | undefined;
}

/** A service over a backend: the checks, names, retries and the state that both services share. */
export abstract class CollectionsService implements ChromaService {
  readonly tenants: ChromaTenants;
  readonly #calls: ServiceCalls;
  readonly #allowReset: boolean;
  #closing: Promise<void> | undefined;

  constructor(backend: ChromaBackend, operations: Operations, { allowReset = false }: ServiceSettings = {}) {
    this.#calls = new ServiceCalls(backend, operations);
    this.#allowReset = allowReset;
    this.tenants = new StoredTenants(this.#calls);
  }

  get location(): string {
    return this.#calls.backend.location;
  }

  version(): string {
    return this.#calls.backend.version;
  }

  heartbeat(options: CallOptions = {}): Promise<number> {
    return this.#calls.run("Heartbeat", options, (attempt) => this.#backend.heartbeat(attempt));
  }

  maxBatchSize(options: CallOptions = {}): Promise<number> {
    return this.#calls.run("MaxBatchSize", options, (attempt) => this.#backend.maxBatchSize(attempt));
  }

  reset(options: CallOptions = {}): Promise<void> {
    return this.#calls.run("Reset", options, async (attempt) => {
      if (!this.#allowReset) {
        throw new NotAuthorizedError(`${this.location} was opened without allowReset`, {
          operationName: attempt.operationName,
          advice: "Open it with { allowReset: true } if everything in it may be deleted.",
        });
      }
      await this.#backend.reset(attempt);
    });
  }

  async listCollections(page: Page = {}, options: CallOptions = {}): Promise<ChromaCollection[]> {
    const found = await this.#calls.run("ListCollections", options, (attempt) =>
      this.#backend.list(page, attempt),
    );
    return found.map((description) => this.#collection(description, undefined));
  }

  countCollections(options: CallOptions = {}): Promise<number> {
    return this.#calls.run("CountCollections", options, (attempt) => this.#backend.countCollections(attempt));
  }

  async createCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const description = await this.#calls.run(
      `CreateCollection_${request.name}`,
      options,
      async (attempt) => {
        const creation = creationOf(request, attempt.operationName);
        try {
          return await this.#backend.create(creation, attempt);
        } catch (error) {
          if (!attempt.mayBeApplied || !hasErrorCode(error, "COLLECTION_EXISTS")) throw error;
          const found = await this.#backend.find(request.name, attempt);
          if (isWhatWasAsked(found, creation)) return found;
          throw error;
        }
      },
    );
    return this.#collection(description, request.embedder);
  }

  getCollection(
    { name, embedder }: GetCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    return this.#opened(`GetCollection_${name}`, options, embedder, (attempt) =>
      this.#backend.find(name, attempt),
    );
  }

  getCollectionById(
    { id, embedder }: { readonly id: string; readonly embedder?: Embedder | undefined },
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    return this.#opened("GetCollectionById", options, embedder, (attempt) =>
      this.#backend.findById(id, attempt),
    );
  }

  getOrCreateCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    return this.#opened(`GetOrCreateCollection_${request.name}`, options, request.embedder, async (attempt) =>
      this.#backend.getOrCreate(creationOf(request, attempt.operationName), attempt),
    );
  }

  async modifyCollection(
    { name, newName, ...change }: ModifyCollectionByNameRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const deadline = new Deadline(`ModifyCollection_${name}`, options, 30_000);
    const collection = await this.getCollection({ name }, deadline.rest());
    await collection.modify({ ...change, name: newName }, deadline.rest());
    return collection;
  }

  copyCollection(request: CopyCollectionRequest, options: WriteOptions = {}): Promise<ChromaCollection> {
    return copyCollection(this, request, options);
  }

  deleteCollection({ name }: { readonly name: string }, options: CallOptions = {}): Promise<void> {
    return this.#calls.run(`DeleteCollection_${name}`, options, (attempt) =>
      this.#backend.drop(name, attempt).catch(unlessOurs("COLLECTION_NOT_FOUND", attempt)),
    );
  }

  close(): Promise<void> {
    this.#calls.refuse();
    this.#closing ??= this.#calls.backend.close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #backend(): ChromaBackend["collections"] {
    return this.#calls.backend.collections;
  }

  async #opened(
    operationName: string,
    options: CallOptions,
    embedder: Embedder | undefined,
    find: (options: AttemptOptions) => Promise<CollectionDescription>,
  ): Promise<ChromaCollection> {
    const collection = this.#collection(await this.#calls.run(operationName, options, find), embedder);
    requireSameModel(collection.name, collection.embeddingModel, embedder, operationName);
    return collection;
  }

  #collection(description: CollectionDescription, embedder: Embedder | undefined): StoredCollection {
    return new StoredCollection(this.#calls, description, embedder);
  }
}
