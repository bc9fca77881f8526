import { TransferFileError } from "./errors/transfer-file-error.js";
import { readJsonLines } from "./json-lines/read-json-lines.js";
import { openRegularFile } from "./open-regular-file.js";
import type { TransferFormat } from "./transfer-format.js";
import type { TransferSource } from "./transfer-record.js";

/** Opens a file of records. Rejects with TRANSFER_FILE_UNUSABLE. */
export async function openSource(file: string, format: TransferFormat): Promise<TransferSource> {
  if (format === "arrow") return (await import("./arrow/read-arrow.js")).readArrow(file);
  const handle = await openRegularFile(file);
  const stream = handle.createReadStream({ highWaterMark: 256 * 1024 });
  const source = await readJsonLines(stream as AsyncIterable<Uint8Array>).catch((error: unknown) => {
    throw new TransferFileError(file, "can't be read", { cause: error });
  });
  return {
    ...source,
    async close() {
      await source.close();
      stream.destroy();
      await handle.close().catch(() => undefined);
    },
  };
}
