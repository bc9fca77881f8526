import type { GetResult } from "@stemma/pipeline/collections";
import type { PrintedRecord } from "../../json/collection-outputs.js";

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
