import { BadRecordError } from "./errors/bad-record-error.js";
import type { TransferRecord } from "./transfer-record.js";

/** What the records of one collection must have in common. */
export interface RecordRules {
  /** Whether documents can be embedded: else every record needs its vector. */
  readonly canEmbed: boolean;
}

/** Finds what one record alone can't show: vectors of another length than those before, and nothing to make one from. */
export async function* checkRecords(
  records: AsyncIterable<TransferRecord | BadRecordError>,
  { canEmbed }: RecordRules,
): AsyncGenerator<TransferRecord | BadRecordError> {
  let dimension: number | undefined;
  for await (const record of records) {
    if (record instanceof BadRecordError) {
      yield record;
      continue;
    }
    const { line, embedding, document } = record;
    if (embedding === null && !canEmbed)
      yield new BadRecordError(line, "has no embedding, and there is no embedder to make one");
    else if (embedding === null && document === null)
      yield new BadRecordError(line, "has neither an embedding nor a document to make one from");
    else if (embedding !== null && embedding.length !== (dimension ??= embedding.length))
      yield new BadRecordError(
        line,
        `its embedding has ${embedding.length} numbers, those before have ${dimension}`,
      );
    else yield record;
  }
}
