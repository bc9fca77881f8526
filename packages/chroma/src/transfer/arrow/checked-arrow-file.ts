import type { FileHandle } from "node:fs/promises";
import { TransferFileError } from "../errors/transfer-file-error.js";
import { MetadataFault, verifyFooter, verifyMessage } from "./verify-metadata.js";

/** Stands at both ends of an Arrow file; before the first message it is filled up to 8 bytes. */
const magic = "ARROW1";
const firstMessage = 8;
/** At the end: the length of the footer before it, and the magic word. */
const trailer = 4 + magic.length;
/** Stands before each message's length, but in files of Arrow before 0.15. */
const continuation = 0xffffffff;

/** What Arrow's reader uses of a file's handle. */
export type ArrowFile = Pick<FileHandle, "close" | "fd" | "read" | "stat">;

/**
 * An Arrow file for apache-arrow's reader, once all that the file says of itself was found possible: the reader would believe it, wait for
 * bytes that never come, or go round for ever. Bodies are not looked at; they are bounded by the file.
 *
 * Rejects with TransferFileError for what is no Arrow file, is not whole, or says what can't be.
 */
export async function checkedArrowFile(file: string, handle: FileHandle): Promise<ArrowFile> {
  try {
    await verify(file, handle);
  } catch (error) {
    if (!(error instanceof MetadataFault)) throw error;
    throw new TransferFileError(file, `is damaged: ${error.message}`, { advice: "Export or copy it again." });
  }
  return {
    fd: handle.fd,
    stat: handle.stat.bind(handle),
    close: () => handle.close(),
    read: ((buffer: Uint8Array, offset: number, length: number, position: number) =>
      readWhole(handle, buffer.subarray(offset, offset + length), position).then((bytes) => ({
        bytesRead: length,
        buffer: bytes,
      }))) as FileHandle["read"],
  };
}

async function verify(file: string, handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const read = (position: number, length: number): Promise<Uint8Array> =>
    readWhole(handle, new Uint8Array(length), position);
  if (size < firstMessage + trailer || latin1(await read(0, magic.length)) !== magic)
    throw new TransferFileError(file, "is no Arrow file");
  const end = await read(size - trailer, trailer);
  const footerLength = wordOf(end);
  const contentEnd = size - trailer - footerLength;
  if (latin1(end.subarray(4)) !== magic || contentEnd < firstMessage)
    throw new TransferFileError(file, "is not whole", { advice: "Export or copy it again." });
  for (const { offset, type } of verifyFooter(await read(contentEnd, footerLength))) {
    if (offset < firstMessage || offset + 8 > contentEnd)
      throw new MetadataFault("a batch lies outside of it");
    const prefix = wordOf(await read(offset, 4)) === continuation ? 8 : 4;
    const metadataAt = offset + prefix;
    const length = wordOf(await read(metadataAt - 4, 4));
    if (metadataAt + length > contentEnd) throw new MetadataFault("a message is longer than the file");
    const bodyLength = verifyMessage(await read(metadataAt, length), type);
    if (metadataAt + length + bodyLength > contentEnd)
      throw new MetadataFault("a batch is longer than the file");
  }
}

async function readWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<Uint8Array> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new MetadataFault("it became shorter while it was read");
    done += bytesRead;
  }
  return bytes;
}

const wordOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
