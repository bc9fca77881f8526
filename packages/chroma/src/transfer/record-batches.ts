import type { RecordBatch } from "../model/records.js";
import type { TransferRecord } from "./transfer-record.js";

/**
 * Neighbours that all have a vector or all have none, at most `size` at a time. An id that comes again begins a new batch, and so
 * the last one counts.
 */
export async function* recordBatches(
  records: AsyncIterable<TransferRecord>,
  size: number,
): AsyncGenerator<RecordBatch> {
  let gathered: TransferRecord[] = [];
  let ids = new Set<string>();
  for await (const record of records) {
    const [first] = gathered;
    const isFull =
      gathered.length >= size ||
      ids.has(record.id) ||
      (first && isVectorless(first) !== isVectorless(record));
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

function isVectorless({ embedding }: TransferRecord): boolean {
  return embedding === null;
}

function batchOf(records: readonly TransferRecord[]): RecordBatch {
  const embeddings = records.map(({ embedding }) => embedding).filter((embedding) => embedding !== null);
  return {
    ids: records.map(({ id }) => id),
    embeddings: embeddings.length > 0 ? embeddings : undefined,
    documents: records.map(({ document }) => document),
    uris: records.map(({ uri }) => uri),
    metadatas: records.map(({ metadata }) => metadata),
  };
}
