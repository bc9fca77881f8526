import { type CallOptions, ClosedError, type Logger, silentLogger } from "@stemma/core";
import { AdminClient, ChromaClient, type Collection } from "chromadb";
import type { ChromaCollection } from "../chroma-collection.js";
import type { ChromaService } from "../chroma-service.js";
import { creationOf } from "../collection-creation.js";
import type { CreateCollectionRequest, GetCollectionRequest } from "../collection-requests.js";
import type { Embedder } from "../embedder/embedder.js";
import { requireSameModel } from "../embedding-model.js";
import { DatabaseNotFoundError } from "../errors/database-not-found-error.js";
import { callServer } from "./call-server.js";
import { deleteListRecords } from "./delete-list-records.js";
import { HttpCollection } from "./http-collection.js";
import { clientArguments, type ServerAccess } from "./server-address.js";

/** Collections in one page of a listing: the npm client's own default, asked for by name. */
const pageSize = 100;

/** A Chroma server, through npm `chromadb`: `chroma run`, a distributed deployment, or Chroma Cloud. Made by `openChroma`. */
export class ChromaHttpService implements ChromaService {
  readonly location: string;
  readonly #client: ChromaClient;
  readonly #logger: Logger;
  readonly #version: string;
  #isClosed = false;

  private constructor(location: string, client: ChromaClient, logger: Logger, version: string) {
    this.location = location;
    this.#client = client;
    this.#logger = logger;
    this.#version = version;
  }

  /** Rejects with CHROMA_UNAVAILABLE, NOT_AUTHORIZED, DATABASE_NOT_FOUND, INVALID_ARGUMENT for the URL, TIMEOUT. */
  static async open(
    access: ServerAccess,
    options: CallOptions & { readonly logger?: Logger | undefined } = {},
  ): Promise<ChromaHttpService> {
    const { logger = silentLogger } = options;
    const { tenant, database } = access;
    const connection = clientArguments(access);
    const client = new ChromaClient({ ...connection, tenant, database });
    const request = async (): Promise<string> => {
      // A server counts the collections of unknown databases as 0: ask for the database itself.
      await new AdminClient(connection).getDatabase({ name: database, tenant }).catch((error: unknown) => {
        if ((error as Error).name !== "ChromaNotFoundError") throw error;
        throw new DatabaseNotFoundError(`there is no database "${database}" of tenant "${tenant}"`, {
          operationName: "OpenClient",
        });
      });
      return client.version();
    };
    const version = await callServer(logger, "OpenClient", request, options);
    return new ChromaHttpService(access.url, client, logger, version);
  }

  version(): string {
    return this.#version;
  }

  async heartbeat(options: CallOptions = {}): Promise<number> {
    return (await this.#call("Heartbeat", () => this.#client.heartbeat(), options)) / 1e6;
  }

  async listCollections(
    request: { readonly limit?: number; readonly offset?: number } = {},
    options: CallOptions = {},
  ): Promise<ChromaCollection[]> {
    const { limit = Infinity, offset = 0 } = request;
    const found: Collection[] = [];
    const readPages = async (): Promise<void> => {
      while (found.length < limit) {
        const wanted = Math.min(pageSize, limit - found.length);
        const page = await this.#client.listCollections({ limit: wanted, offset: offset + found.length });
        found.push(...page);
        if (page.length < wanted) return;
      }
    };
    await this.#call("ListCollections", readPages, options);
    return found.map((collection) => this.#collection(collection, undefined));
  }

  countCollections(options: CallOptions = {}): Promise<number> {
    return this.#call("CountCollections", () => this.#client.countCollections(), options);
  }

  async createCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const create = (): Promise<Collection> => this.#client.createCollection(creationArguments(request));
    const collection = await this.#call(`CreateCollection_${request.name}`, create, options);
    return this.#collection(collection, request.embedder);
  }

  async getCollection(
    { name, embedder }: GetCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const operationName = `GetCollection_${name}`;
    const collection = await this.#call(operationName, () => this.#client.getCollection({ name }), options);
    return this.#checkedCollection(collection, embedder, operationName);
  }

  async getOrCreateCollection(
    request: CreateCollectionRequest,
    options: CallOptions = {},
  ): Promise<ChromaCollection> {
    const operationName = `GetOrCreateCollection_${request.name}`;
    const create = (): Promise<Collection> => this.#client.getOrCreateCollection(creationArguments(request));
    return this.#checkedCollection(
      await this.#call(operationName, create, options),
      request.embedder,
      operationName,
    );
  }

  async deleteCollection({ name }: { readonly name: string }, options: CallOptions = {}): Promise<void> {
    const request = async (): Promise<void> => {
      await deleteListRecords(await this.#client.getCollection({ name }));
      await this.#client.deleteCollection({ name });
    };
    await this.#call(`DeleteCollection_${name}`, request, options);
  }

  /** Nothing is held open between requests; later calls are refused. */
  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  readonly #call = async <T>(
    operationName: string,
    request: () => Promise<T>,
    options: CallOptions,
  ): Promise<T> => {
    if (this.#isClosed) throw new ClosedError(`The Chroma service at ${this.location}`);
    return callServer(this.#logger, operationName, request, options);
  };

  #checkedCollection(
    remote: Collection,
    embedder: Embedder | undefined,
    operationName: string,
  ): ChromaCollection {
    const collection = this.#collection(remote, embedder);
    requireSameModel(collection.name, collection.embeddingModel, embedder, operationName);
    return collection;
  }

  #collection(remote: Collection, embedder: Embedder | undefined): ChromaCollection {
    return new HttpCollection(remote, this.#call, embedder);
  }
}

function creationArguments(request: CreateCollectionRequest) {
  const { metadata, configuration } = creationOf(request);
  return {
    name: request.name,
    // Otherwise the client looks for an embedding function to install.
    embeddingFunction: null,
    ...(metadata === null ? {} : { metadata: metadata as Record<string, string> }),
    ...(configuration === null ? {} : { configuration: configuration as object }),
  };
}
