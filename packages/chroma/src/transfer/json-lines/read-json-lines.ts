import { BadRecordError } from "../errors/bad-record-error.js";
import { parseHeaderLine } from "../parse-header.js";
import type { TransferRecord, TransferSource } from "../transfer-record.js";
import { parseRecord } from "./parse-record.js";
import { type NumberedLine, splitLines } from "./split-lines.js";

/** Reads JSON Lines from a file's stream, standard input, or anything else that comes in chunks. */
export async function readJsonLines(stream: AsyncIterable<Uint8Array | string>): Promise<TransferSource> {
  const lines = splitLines(stream);
  const first = await lines.next();
  const header = first.done === true ? null : parseHeaderLine(first.value.text);
  return {
    header,
    records: parse(lines, first.done === true || header !== null ? undefined : first.value),
    async close() {
      await lines.return();
    },
  };
}

async function* parse(
  lines: AsyncIterable<NumberedLine>,
  first: NumberedLine | undefined,
): AsyncGenerator<TransferRecord | BadRecordError> {
  if (first) yield parsed(first);
  for await (const line of lines) yield parsed(line);
}

function parsed(line: NumberedLine): TransferRecord | BadRecordError {
  try {
    return parseRecord(line);
  } catch (error) {
    if (error instanceof BadRecordError) return error;
    throw error;
  }
}
