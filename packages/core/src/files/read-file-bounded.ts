import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { FileUnusableError } from "../errors/file-unusable-error.js";

/** What is taken of a file that somebody else may have put there. */
export interface BoundedRead {
  /** A file with more bytes is refused, whatever size it claims to have. */
  readonly maxBytes: number;
  /** Whether the last part of the path may be a symbolic link. Default `false`. */
  readonly followsLink?: boolean;
}

/** How much is asked for at a time where the file does not say how much it has, as those of /proc don't. */
const CHUNK_BYTES = 65_536;

/** Opening a pipe without a writer, or a terminal, must not wait. (Windows has no such flags, and none is as good as 0.) */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Reads a regular file of at most `maxBytes`. A pipe, a device, a socket, a directory is never waited for and never read, and
 * a file that grows meanwhile, or that has no end, takes no more memory than was allowed.
 *
 * At once, not in the background: for files of this size waiting for a thread takes several times as long as reading.
 *
 * @throws {@link FileUnusableError} `FILE_UNUSABLE`; the system's own errors (`ENOENT`, `EACCES`, …) as they are.
 */
export function readFileBounded(path: string, { maxBytes, followsLink = false }: BoundedRead): Buffer {
  const file = openFile(path, followsLink);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new FileUnusableError(path, "not a regular file");
    if (stat.size > maxBytes) throw new FileUnusableError(path, "too large");
    return readToEnd(path, file, { size: stat.size, maxBytes });
  } finally {
    closeSync(file);
  }
}

function openFile(path: string, followsLink: boolean): number {
  try {
    return openSync(path, followsLink ? FLAGS : FLAGS | constants.O_NOFOLLOW);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ELOOP" && !followsLink) throw new FileUnusableError(path, "a symbolic link", { cause });
    // A socket, or a device without a driver.
    if (code === "ENXIO" || code === "EOPNOTSUPP" || code === "ENODEV")
      throw new FileUnusableError(path, "not a regular file", { cause });
    throw cause;
  }
}

function readToEnd(
  path: string,
  file: number,
  { size, maxBytes }: { size: number; maxBytes: number },
): Buffer {
  // One byte more than it should have shows that it has grown.
  let bytes = Buffer.allocUnsafe(Math.min(size === 0 ? CHUNK_BYTES : size, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > maxBytes) throw new FileUnusableError(path, "too large");
    if (length === bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(bytes.length * 2, maxBytes + 1));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
  }
}
