import { withoutUndefined } from "@stemma/core";
import { type ChromaClient, type Collection, Schema } from "chromadb";
import type { Page } from "../api/chroma-tenants.js";
import type { CollectionConfiguration, ModifyCollectionRequest } from "../api/collection-requests.js";
import type { Metadata } from "../model/metadata.js";
import type { AttemptOptions, CollectionDescription, CollectionsBackend } from "../service/chroma-backend.js";
import type { CollectionCreation } from "../service/collection-creation.js";
import { askServer } from "./ask-server.js";
import { deleteListRecords } from "./delete-list-records.js";
import { collectionUrl, type ServerApi } from "./server-api.js";

/** Collections in one page of a listing: the npm client's own default, asked for by name. */
const pageSize = 100;

/** The npm client's methods for collections as a whole; it refuses a `bigint` in a change of metadata, so that goes past them. */
export class HttpCollections implements CollectionsBackend {
  readonly #client: ChromaClient;
  readonly #api: ServerApi;

  constructor(client: ChromaClient, api: ServerApi) {
    this.#client = client;
    this.#api = api;
  }

  async heartbeat(options: AttemptOptions): Promise<number> {
    // Nanoseconds are beyond what a number holds exactly: they are read as a `bigint`.
    const nanoseconds: unknown = await askServer(options, () => this.#client.heartbeat());
    return Number(nanoseconds) / 1e6;
  }

  maxBatchSize(options: AttemptOptions): Promise<number> {
    return askServer(options, () => this.#client.getMaxBatchSize());
  }

  reset(options: AttemptOptions): Promise<void> {
    return askServer(options, () => this.#client.reset());
  }

  async list(
    { limit = Infinity, offset = 0 }: Page,
    options: AttemptOptions,
  ): Promise<CollectionDescription[]> {
    return askServer(options, async () => {
      const found: Collection[] = [];
      while (found.length < limit) {
        const wanted = Math.min(pageSize, limit - found.length);
        const page = await this.#client.listCollections({ limit: wanted, offset: offset + found.length });
        found.push(...page);
        if (page.length < wanted) break;
      }
      return found.map(describe);
    });
  }

  countCollections(options: AttemptOptions): Promise<number> {
    return askServer(options, () => this.#client.countCollections());
  }

  create(creation: CollectionCreation, options: AttemptOptions): Promise<CollectionDescription> {
    return askServer(options, async () =>
      describe(await this.#client.createCollection(await this.#arguments(creation))),
    );
  }

  getOrCreate(creation: CollectionCreation, options: AttemptOptions): Promise<CollectionDescription> {
    return askServer(options, async () =>
      describe(await this.#client.getOrCreateCollection(await this.#arguments(creation))),
    );
  }

  find(name: string, options: AttemptOptions): Promise<CollectionDescription> {
    return askServer(options, async () => describe(await this.#client.getCollection({ name })));
  }

  findById(id: string, options: AttemptOptions): Promise<CollectionDescription> {
    return askServer(options, async () => describe(await this.#client.getCollectionById(id)));
  }

  async drop(name: string, options: AttemptOptions): Promise<void> {
    await askServer(options, async () => {
      await deleteListRecords(await this.#client.getCollection({ name })).catch(unlessUnreadable);
      await this.#client.deleteCollection({ name });
    });
  }

  modify(
    { id }: CollectionDescription,
    { name, metadata, configuration }: ModifyCollectionRequest,
    options: AttemptOptions,
  ): Promise<CollectionDescription> {
    return askServer(options, async () => {
      const { tenant, database } = await this.#client.getCollectionById(id);
      await this.#api.put({
        url: collectionUrl,
        path: { tenant, database, collection_id: id },
        body: { new_name: name, new_metadata: metadata, new_configuration: configuration },
      });
      return describe(await this.#client.getCollectionById(id));
    });
  }

  async #arguments({ name, metadata, configuration, schema }: CollectionCreation) {
    const stored = await Schema.deserializeFromJSON(schema, this.#client);
    return {
      name,
      // Otherwise the client looks for an embedding function to install.
      embeddingFunction: null,
      ...(metadata === null ? {} : { metadata: metadata as Record<string, string> }),
      ...(configuration === null ? {} : { configuration: configuration as object }),
      ...withoutUndefined({ schema: stored }),
    };
  }
}

/** A collection that can't be read any more can still be deleted. */
function unlessUnreadable(error: unknown): void {
  const { name } = error as Error;
  if (name !== "ChromaClientError" && name !== "ChromaServerError") throw error;
}

function describe(remote: Collection): CollectionDescription {
  const { id, name, tenant, database } = remote;
  const { hnsw } = remote.configuration as CollectionConfiguration;
  const metadata = (remote.metadata ?? null) as Metadata | null;
  return { id, name, tenant, database, metadata, configuration: hnsw ? { hnsw } : {} };
}
