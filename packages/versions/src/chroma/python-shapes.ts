import type { ChromaCollectionState, CollectionDigest, RecordFields } from "./chroma-contents.js";

/** A `CollectionState` of `stemma_versions.chroma_digests`. */
export interface PythonCollection {
  readonly chroma_id: string;
  readonly name: string;
  readonly metadata: string | null;
  readonly configuration: string;
  readonly embedding_model: string | null;
  readonly dimension: number | null;
  readonly counter: number | null;
}

/** A `CollectionDigest` of `stemma_versions.chroma_digests`. */
export interface PythonDigest {
  readonly collection: PythonCollection;
  readonly is_unchanged: boolean;
  readonly ids: readonly string[];
  readonly hashes: Uint8Array;
  readonly older_ids: readonly string[];
  readonly older_hashes: Uint8Array;
}

/** A `Records` of `stemma_versions.chroma_records`. */
export interface PythonRecords {
  readonly ids: readonly string[];
  readonly documents: readonly (string | null)[];
  readonly uris: readonly (string | null)[];
  readonly metadatas: readonly (string | null)[];
  readonly hashes: readonly string[];
  readonly vectors: Float32Array;
  readonly dimension: number;
}

const BYTES_PER_HASH = 32;

export function toCollectionState(python: PythonCollection): ChromaCollectionState {
  const { chroma_id: chromaId, embedding_model: embeddingModel, ...same } = python;
  return { ...same, chromaId, embeddingModel };
}

export function toDigest(python: PythonDigest): CollectionDigest {
  const collection = toCollectionState(python.collection);
  const olderHashes = toHashes(python.older_ids, python.older_hashes);
  const hashes = python.is_unchanged ? undefined : toHashes(python.ids, python.hashes);
  return { collection, hashes, olderHashes };
}

function toHashes(ids: readonly string[], bytes: Uint8Array): Map<string, string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  const digits = BYTES_PER_HASH * 2;
  return new Map(ids.map((id, index) => [id, text.slice(index * digits, (index + 1) * digits)]));
}

export function toRecords(python: PythonRecords, embeddingModel: string | null): RecordFields[] {
  const { documents, uris, metadatas, hashes, vectors, dimension } = python;
  return python.ids.map((id, index) => ({
    id,
    document: documents[index] ?? null,
    uri: uris[index] ?? null,
    metadata: metadatas[index] ?? null,
    contentHash: hashes[index] ?? "",
    embeddingModel,
    embedding: vectors.subarray(index * dimension, (index + 1) * dimension),
  }));
}

/** A `Writes` of `stemma_versions.chroma_records`. */
export function toWrites(records: readonly RecordFields[]): Record<string, unknown> {
  const dimension = records[0]?.embedding.length ?? 0;
  const vectors = new Float32Array(records.length * dimension);
  for (const [index, record] of records.entries()) vectors.set(record.embedding, index * dimension);
  return {
    ids: records.map((record) => record.id),
    documents: records.map((record) => record.document),
    uris: records.map((record) => record.uri),
    metadatas: records.map((record) => record.metadata),
    vectors,
    dimension,
  };
}
