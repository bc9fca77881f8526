import { lstatSync, type Stats } from "node:fs";

/** What the system says of a file: as long as it says the same, the content is. In milliseconds and bytes. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** Two changes this near to each other may have the same time. */
const GRAIN_MS = 2_000;

/** `null` where there is no regular file or folder. At once: waiting for a thread takes several times as long. */
export function stampOf(path: string): FileStamp | null {
  let found: Stats | undefined;
  try {
    found = lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return null;
  }
  if (found === undefined || !(found.isFile() || found.isDirectory())) return null;
  // A folder's size says nothing that its times don't.
  return { size: found.isFile() ? found.size : 0, mtimeMs: found.mtimeMs, ctimeMs: found.ctimeMs };
}

/** Whether a stamp tells one content from another that was there at `time`: what is as young may change without a new stamp. */
export function isSettled({ mtimeMs, ctimeMs }: FileStamp, timeMs: number): boolean {
  return Math.max(mtimeMs, ctimeMs) < timeMs - GRAIN_MS;
}

/** Whether nothing happened between the two. */
export function isSameStamp(one: FileStamp, other: FileStamp): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs;
}
