import type { Page } from "../api/chroma-tenants.js";
import type { ModifyCollectionRequest } from "../api/collection-requests.js";
import type { AttemptOptions, CollectionDescription, CollectionsBackend } from "../service/chroma-backend.js";
import type { CollectionCreation } from "../service/collection-creation.js";
import { readMetadata } from "../service/read-metadata.js";
import type { PythonCalls } from "./python-calls.js";

/** A `Description` of `stemma_chroma.collection_admin`. */
export interface PythonCollectionDescription extends CollectionDescription {
  /** As Chroma keeps it, with the embedding function that it names. */
  readonly stored_configuration: Readonly<Record<string, unknown>>;
  readonly schema: object | null;
}

/** `stemma_chroma.collection_admin`, and what `stores` says of a whole place. */
export class PythonCollections implements CollectionsBackend {
  readonly #calls: PythonCalls;

  constructor(calls: PythonCalls) {
    this.#calls = calls;
  }

  async heartbeat(options: AttemptOptions): Promise<number> {
    return Number(await this.#calls.ask<number | bigint>("stores.heartbeat", [], options)) / 1e6;
  }

  maxBatchSize(options: AttemptOptions): Promise<number> {
    return this.#calls.ask("stores.max_batch_size", [], options);
  }

  reset(options: AttemptOptions): Promise<void> {
    return this.#calls.ask("stores.reset", [], options);
  }

  async list({ limit, offset }: Page, options: AttemptOptions): Promise<PythonCollectionDescription[]> {
    const args = [limit ?? null, offset ?? null];
    const found = await this.#calls.ask<PythonCollectionDescription[]>(
      "collection_admin.list_collections",
      args,
      options,
    );
    return found.map(asRead);
  }

  countCollections(options: AttemptOptions): Promise<number> {
    return this.#calls.ask("collection_admin.count_collections", [], options);
  }

  create(creation: CollectionCreation, options: AttemptOptions): Promise<PythonCollectionDescription> {
    return this.#described("collection_admin.create_collection", creationArguments(creation), options);
  }

  getOrCreate(creation: CollectionCreation, options: AttemptOptions): Promise<PythonCollectionDescription> {
    return this.#described("collection_admin.get_or_create_collection", creationArguments(creation), options);
  }

  find(name: string, options: AttemptOptions): Promise<PythonCollectionDescription> {
    return this.#described("collection_admin.get_collection", [name], options);
  }

  findById(id: string, options: AttemptOptions): Promise<PythonCollectionDescription> {
    return this.#described("collection_admin.get_collection_by_id", [id], options);
  }

  drop(name: string, options: AttemptOptions): Promise<void> {
    return this.#calls.ask("collection_admin.delete_collection", [name], options);
  }

  modify(
    { id }: CollectionDescription,
    { name, metadata, configuration }: ModifyCollectionRequest,
    options: AttemptOptions,
  ): Promise<PythonCollectionDescription> {
    const args = [id, name ?? null, metadata ?? null, configuration ?? null];
    return this.#described("collection_admin.modify_collection", args, options);
  }

  async #described(
    name: `collection_admin.${string}`,
    args: readonly unknown[],
    options: AttemptOptions,
  ): Promise<PythonCollectionDescription> {
    return asRead(await this.#calls.ask<PythonCollectionDescription>(name, args, options));
  }
}

function creationArguments({ name, metadata, configuration, schema }: CollectionCreation): unknown[] {
  return [name, metadata, configuration, schema];
}

function asRead(description: PythonCollectionDescription): PythonCollectionDescription {
  return { ...description, metadata: readMetadata(description.metadata) };
}
