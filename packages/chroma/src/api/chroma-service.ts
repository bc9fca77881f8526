import type { CallOptions } from "@stemma/core";
import type { Embedder } from "../embedder/embedder.js";
import type { WriteOptions } from "../model/records.js";
import type { ChromaCollection } from "./chroma-collection.js";
import type { ChromaTenants, Page } from "./chroma-tenants.js";
import type {
  CopyCollectionRequest,
  CreateCollectionRequest,
  GetCollectionRequest,
  ModifyCollectionByNameRequest,
} from "./collection-requests.js";

/**
 * Collections of one place: a data directory, memory, or a server. Method names are those of npm `chromadb`.
 *
 * Each method rejects with a `ChromaError`, or `ClosedError` after {@link ChromaService.close}; time-out 30 s by default.
 */
export interface ChromaService extends AsyncDisposable {
  /** The data directory, `memory:…`, or the server's URL. */
  readonly location: string;
  /** Chroma's clock, milliseconds since 1970. */
  heartbeat(options?: CallOptions): Promise<number>;
  /** Chroma's version; a server answers with that of its interface. */
  version(): string;
  /** Tenants and their databases. */
  readonly tenants: ChromaTenants;
  /** How many records Chroma itself takes in one call. This interface has no such limit: it writes in pieces. */
  maxBatchSize(options?: CallOptions): Promise<number>;
  /** All collections, or a page of them. */
  listCollections(request?: Page, options?: CallOptions): Promise<ChromaCollection[]>;
  countCollections(options?: CallOptions): Promise<number>;
  /** Rejects with COLLECTION_EXISTS when there is one of this name. */
  createCollection(request: CreateCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** Rejects with COLLECTION_NOT_FOUND, or EMBEDDING_MODEL_MISMATCH when it holds another model's vectors. */
  getCollection(request: GetCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** As {@link getCollection}, whatever it is called by now. */
  getCollectionById(
    request: { readonly id: string; readonly embedder?: Embedder | undefined },
    options?: CallOptions,
  ): Promise<ChromaCollection>;
  /** As {@link getCollection}; creates it when it is not there. */
  getOrCreateCollection(request: CreateCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** Renames, replaces the metadata, or changes index settings, by name. As `collection.modify`. */
  modifyCollection(request: ModifyCollectionByNameRequest, options?: CallOptions): Promise<ChromaCollection>;
  /**
   * Writes the records of a collection into a new one with the same metadata, model and index settings. Time-out 10 minutes.
   * Rejects with COLLECTION_EXISTS when there is one of this name; a copy that fails half-way is deleted again.
   */
  copyCollection(request: CopyCollectionRequest, options?: WriteOptions): Promise<ChromaCollection>;
  /** Rejects with COLLECTION_NOT_FOUND when there is none. */
  deleteCollection(request: { readonly name: string }, options?: CallOptions): Promise<void>;
  /**
   * Deletes everything: collections, databases and tenants, of every user of the place. Rejects with NOT_AUTHORIZED unless
   * the service was opened with `allowReset`, and on a server that does not allow it.
   */
  reset(options?: CallOptions): Promise<void>;
  /** Waits for calls that are under way and releases every file handle. Idempotent. */
  close(): Promise<void>;
}
