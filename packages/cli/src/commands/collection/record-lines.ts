import type { GetResult } from "@stemma/pipeline/collections";

/** A record as the command prints it; with its vector where that was asked for. */
export interface PrintedRecord {
  readonly id: string;
  readonly document: string | null;
  readonly metadata: object | null;
  readonly embedding?: readonly number[];
}

/** The records of a result one by one. */
export function printedRecords({
  ids,
  documents,
  metadatas,
  embeddings,
  dimension,
}: GetResult): PrintedRecord[] {
  return ids.map((id, row) => ({
    id,
    document: documents[row] ?? null,
    metadata: metadatas[row] ?? null,
    ...(dimension === 0
      ? {}
      : { embedding: Array.from(embeddings.subarray(row * dimension, (row + 1) * dimension)) }),
  }));
}
