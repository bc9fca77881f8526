import { statfs } from "node:fs/promises";

/** With less a disk counts as full: even an empty database takes some pages. */
const LEAST_ROOM_BYTES = 1_000_000;

/** Whether the disk of a directory that is there has room for anything. */
export async function hasRoom(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize >= LEAST_ROOM_BYTES;
}
