import type { Dirent } from "node:fs";
import { opendir } from "node:fs/promises";

const READ_AHEAD = 1024;

/** What stands in a folder; `null` where that is more than `maxEntries`. Memory is taken for no more than that. */
export async function listFolder(path: string, maxEntries: number): Promise<Dirent[] | null> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(path, { bufferSize: READ_AHEAD })) {
    if (entries.length === maxEntries) return null;
    entries.push(entry);
  }
  return entries;
}
