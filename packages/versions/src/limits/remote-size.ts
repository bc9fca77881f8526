import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bytes of a remote that is a file or a folder here; 0 of what is not there, and of one that is elsewhere. */
export async function remoteSize(url: string): Promise<number> {
  if (!url.startsWith("file://")) return 0;
  return sizeOf(fileURLToPath(url));
}

/** Links are not followed. */
async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isDirectory()) return found?.size ?? 0;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await sizeOf(join(path, name));
  return bytes;
}
