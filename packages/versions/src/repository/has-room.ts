import { statfs } from "node:fs/promises";
import { dirname } from "node:path";

/** With less a disk counts as full: even an empty database takes some pages. */
const LEAST_ROOM_BYTES = 1_000_000;

/** Whether the disk of a directory has room for anything; of one that is gone again, the disk that it was on. */
export async function hasRoom(directory: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize >= LEAST_ROOM_BYTES;
  } catch (error) {
    const parent = dirname(directory);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || parent === directory) throw error;
    return hasRoom(parent);
  }
}
