import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { RecordBatch } from "../records.js";
import { vectorRows } from "../vectors/vector-batch.js";

/** Records that one call writes. Chroma holds the interpreter's lock for all of it: some 100 ms at 384 numbers each. */
export const recordsPerCall = 200;

/** Records side by side; what is `null` is not written. */
export interface RecordPiece {
  readonly ids: readonly string[];
  readonly vectors: Float32Array | null;
  readonly dimension: number;
  readonly documents: readonly (string | null)[] | null;
  readonly metadatas: readonly unknown[] | null;
  readonly uris: readonly (string | null)[] | null;
}

/**
 * Checks a batch as a whole, before its first piece is written, and cuts it. Each piece is made when its turn comes, so that
 * the event loop never waits for the whole batch; vectors in one `Float32Array` are viewed, not copied.
 *
 * @throws ChromaInvalidArgumentError when lists differ in length, or an id stands twice: in two pieces Chroma would not see it.
 */
export function recordPieces(records: RecordBatch, operationName: string): Iterable<RecordPiece> {
  const { ids, embeddings, documents = null, metadatas = null, uris = null } = records;
  const count = ids.length;
  for (const [name, list] of Object.entries({ documents, metadatas, uris })) {
    if (list && list.length !== count)
      throw invalid(`${count} ids and ${list.length} ${name}`, operationName);
  }
  if (new Set(ids).size !== count) throw invalid("an id stands twice in the batch", operationName);
  const vectors = embeddings === undefined ? null : vectorRows(embeddings, count, operationName);
  if (vectors && vectors.count !== count) {
    throw invalid(`${count} ids and ${vectors.count} embeddings`, operationName);
  }
  return (function* () {
    for (let start = 0; start < count; start += recordsPerCall) {
      const end = Math.min(start + recordsPerCall, count);
      yield {
        ids: ids.slice(start, end),
        vectors: vectors?.slice(start, end) ?? null,
        dimension: vectors?.dimension ?? 0,
        documents: documents?.slice(start, end) ?? null,
        metadatas: metadatas?.slice(start, end) ?? null,
        uris: uris?.slice(start, end) ?? null,
      };
    }
  })();
}

function invalid(message: string, operationName: string): ChromaInvalidArgumentError {
  return new ChromaInvalidArgumentError(message, { operationName });
}
