import type { CallOptions } from "@stemma/core";
import type { ChromaCollection } from "./chroma-collection.js";
import type { CreateCollectionRequest, GetCollectionRequest } from "./collection-requests.js";

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
  /** Chroma's version. */
  version(): string;
  /** All collections, or a page of them. */
  listCollections(
    request?: { readonly limit?: number; readonly offset?: number },
    options?: CallOptions,
  ): Promise<ChromaCollection[]>;
  countCollections(options?: CallOptions): Promise<number>;
  /** Rejects with COLLECTION_EXISTS when there is one of this name. */
  createCollection(request: CreateCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** Rejects with COLLECTION_NOT_FOUND, or EMBEDDING_MODEL_MISMATCH when it holds another model's vectors. */
  getCollection(request: GetCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** As {@link getCollection}; creates it when it is not there. */
  getOrCreateCollection(request: CreateCollectionRequest, options?: CallOptions): Promise<ChromaCollection>;
  /** Rejects with COLLECTION_NOT_FOUND when there is none. */
  deleteCollection(request: { readonly name: string }, options?: CallOptions): Promise<void>;
  /** Waits for calls that are under way and releases every file handle. Idempotent. */
  close(): Promise<void>;
}
