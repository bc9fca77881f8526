import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { TransferFileError } from "./errors/transfer-file-error.js";

/**
 * Opens a file that is read twice; a pipe could be read once, and is not waited for. Rejects with TRANSFER_FILE_UNUSABLE.
 */
export async function openRegularFile(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new TransferFileError(file, "can't be read", { cause: error });
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new TransferFileError(file, "is no regular file", {
    advice: "Write what it gives to a file first: it is read twice.",
  });
}
