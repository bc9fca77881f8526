import type { RecordBatch } from "../records.js";
import type { TransferRecord } from "./transfer-record.js";

/**
 * Neighbours that have the same fields, at most `size` at a time: a batch has documents for all of its records or for none. An id
 * that comes again begins a new batch, and so the last one counts.
 */
export async function* recordBatches(
  records: AsyncIterable<TransferRecord>,
  size: number,
): AsyncGenerator<RecordBatch> {
  let gathered: TransferRecord[] = [];
  let ids = new Set<string>();
  for await (const record of records) {
    const [first] = gathered;
    const isFull = gathered.length >= size || ids.has(record.id) || (first && shape(first) !== shape(record));
    if (first && isFull) {
      yield batchOf(gathered);
      gathered = [];
      ids = new Set();
    }
    gathered.push(record);
    ids.add(record.id);
  }
  if (gathered.length > 0) yield batchOf(gathered);
}

/** Which fields a record has. */
function shape({ document, uri, embedding }: TransferRecord): string {
  return `${document === null} ${uri === null} ${embedding === null}`;
}

function batchOf(records: readonly TransferRecord[]): RecordBatch {
  const all = <T>(values: readonly (T | null)[]): T[] | undefined =>
    values.some((value) => value === null) ? undefined : (values as T[]);
  return {
    ids: records.map(({ id }) => id),
    embeddings: all(records.map(({ embedding }) => embedding)),
    documents: all(records.map(({ document }) => document)),
    uris: all(records.map(({ uri }) => uri)),
    // Chroma gives `{}` for a record that has a uri only, and refuses to take it.
    metadatas: records.map(({ metadata }) =>
      metadata !== null && Object.keys(metadata).length > 0 ? metadata : null,
    ),
  };
}
