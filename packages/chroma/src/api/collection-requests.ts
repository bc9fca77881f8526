import type { Embedder } from "../embedder/embedder.js";
import type { Metadata } from "../model/metadata.js";

/** Index settings, by Chroma's own names. */
export interface CollectionConfiguration {
  readonly hnsw?: {
    /** Distance: squared Euclidean (`l2`, Chroma's default), cosine, or inner product. It can't be changed later. */
    readonly space?: "l2" | "cosine" | "ip";
    readonly ef_construction?: number;
    readonly ef_search?: number;
    readonly max_neighbors?: number;
    readonly num_threads?: number;
    readonly batch_size?: number;
    readonly sync_threshold?: number;
    readonly resize_factor?: number;
  } | null;
  /** What Chroma's own clients keep of their embedding function. It is stored and never called. */
  readonly embedding_function?: object | null;
}

export interface CreateCollectionRequest {
  /** 3–512 of `a-z A-Z 0-9 . _ -`, first and last a letter or digit. */
  readonly name: string;
  readonly metadata?: Metadata | undefined;
  /** The space defaults to the embedder's, else to Chroma's `l2`. */
  readonly configuration?: CollectionConfiguration | undefined;
  /** Which indexes to keep, in Chroma's own JSON (npm chromadb's `schema.serializeToJSON()`). Default: Chroma's. */
  readonly schema?: object | undefined;
  /** Makes vectors from documents; its model is stored with the collection and no other is accepted afterwards. */
  readonly embedder?: Embedder | undefined;
}

export interface GetCollectionRequest {
  readonly name: string;
  readonly embedder?: Embedder | undefined;
}

/** A change of the collection that has a name now. */
export interface ModifyCollectionByNameRequest extends Omit<ModifyCollectionRequest, "name"> {
  readonly name: string;
  readonly newName?: string | undefined;
}

export interface CopyCollectionRequest {
  /** Name of the collection to copy. */
  readonly from: string;
  /** Name of the new collection; there must be none. */
  readonly to: string;
}

export interface ModifyCollectionRequest {
  readonly name?: string | undefined;
  /** Replaces the present metadata. */
  readonly metadata?: Metadata | undefined;
  readonly configuration?: CollectionConfiguration | undefined;
}
