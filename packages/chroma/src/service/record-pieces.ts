import { storedMetadata, Unstorable } from "../checks/stored-metadata.js";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { Metadata } from "../model/metadata.js";
import type { RecordBatch } from "../model/records.js";
import { vectorRows } from "../vectors/vector-batch.js";
import type { WriteKind } from "./write-kind.js";

/** Records side by side; what is `null` is not written. */
export interface RecordPiece {
  readonly ids: readonly string[];
  readonly vectors: Float32Array | null;
  readonly dimension: number;
  readonly documents: readonly (string | null)[] | null;
  readonly metadatas: readonly (Metadata | null)[] | null;
  readonly uris: readonly (string | null)[] | null;
}

/**
 * Cuts a batch that was checked. Each piece is made when its turn comes, so that the event loop never waits for the whole batch;
 * vectors in one `Float32Array` are viewed, not copied.
 *
 * @param size - Asked for each piece: how many records it takes.
 */
export function* recordPieces(
  kind: WriteKind,
  records: RecordBatch,
  operationName: string,
  size: () => number,
): Generator<RecordPiece> {
  const { ids, embeddings, documents, metadatas, uris } = records;
  const vectors = embeddings ? vectorRows(embeddings, ids.length, operationName) : null;
  for (let start = 0, end = 0; start < ids.length; start = end) {
    end = Math.min(start + size(), ids.length);
    yield {
      ids: ids.slice(start, end),
      vectors: vectors?.slice(start, end) ?? null,
      dimension: vectors?.dimension ?? 0,
      documents: documents?.slice(start, end) ?? null,
      metadatas: metadatas?.slice(start, end).map((each) => asStored(each, kind, operationName)) ?? null,
      uris: uris?.slice(start, end) ?? null,
    };
  }
}

function asStored(metadata: unknown, kind: WriteKind, operationName: string): Metadata | null {
  const stored = storedMetadata(metadata, kind);
  if (stored instanceof Unstorable) {
    throw new ChromaInvalidArgumentError(`a record was changed during the write, and ${stored.reason}`, {
      operationName,
    });
  }
  return stored;
}
