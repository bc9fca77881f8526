import type { CallOptions } from "@stemma/core";
import type { EmbeddingModel } from "../model/embedding-model.js";
import type { Metadata } from "../model/metadata.js";
import type {
  DeleteRequest,
  GetRequest,
  GetResult,
  QueryRequest,
  QueryResult,
  RecordBatch,
  WriteOptions,
} from "../model/records.js";
import type { CollectionConfiguration, ModifyCollectionRequest } from "./collection-requests.js";

/**
 * Records with their vectors. Method names are those of npm `chromadb`.
 *
 * Each method rejects with a `ChromaError`: COLLECTION_NOT_FOUND once the collection is deleted, INVALID_ARGUMENT,
 * DIMENSION_MISMATCH, TIMEOUT, CHROMA_UNAVAILABLE and so on. Reads time out after 30 s by default, writes after 60 s.
 *
 * Writes go in pieces of at most 1,000 records, since Chroma can't be interrupted inside one. A write that fails or times
 * out has written the pieces before, and maybe the last one: repeat it with {@link ChromaCollection.upsert}.
 */
export interface ChromaCollection {
  readonly id: string;
  readonly name: string;
  readonly metadata: Metadata | null;
  readonly configuration: CollectionConfiguration;
  /** The model whose vectors it holds; `null` when the collection was made without one. */
  readonly embeddingModel: EmbeddingModel | null;

  /** Writes new records; those whose id is there already stay as they are, as in Chroma itself. */
  add(records: RecordBatch, options?: WriteOptions): Promise<void>;
  /** Writes records, over those whose id is there. */
  upsert(records: RecordBatch, options?: WriteOptions): Promise<void>;
  /** Changes what is given of the records whose id is there; the others are passed over. */
  update(records: RecordBatch, options?: WriteOptions): Promise<void>;
  /** Reads records by insertion, or the newest first; as many calls as they need. */
  get(request?: GetRequest, options?: CallOptions): Promise<GetResult>;
  /** As {@link get} by insertion, some hundred records in memory at a time; the time-out is for each of them. */
  pages(request?: Omit<GetRequest, "order">, options?: CallOptions): AsyncGenerator<GetResult>;
  /** Finds the records nearest to each query. */
  query(request: QueryRequest, options?: CallOptions): Promise<QueryResult>;
  /** Deletes the records that fit, at least one condition; ids that are not there are passed over. */
  delete(request: DeleteRequest, options?: WriteOptions): Promise<void>;
  /** How many records there are. */
  count(options?: CallOptions): Promise<number>;
  /** The first records with everything they have; 10 by default. */
  peek(request?: { readonly limit?: number }, options?: CallOptions): Promise<GetResult>;
  /** Renames, replaces the metadata, or changes index settings; this object shows the new state. */
  modify(request: ModifyCollectionRequest, options?: CallOptions): Promise<void>;
}
