import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The name of the file where a remote is a directory. */
const FILE_IN_DIRECTORY = "repository.doltlite";

/**
 * The file behind a `file://` remote; `undefined` for other URLs. A remote may be named by a directory, as Dolt's are: the
 * file then lies in it.
 */
export async function fileOfRemote(url: string): Promise<string | undefined> {
  if (!url.startsWith("file://")) return undefined;
  const path = fileURLToPath(url);
  const found = await stat(path).catch(() => undefined);
  return url.endsWith("/") || (found?.isDirectory() ?? false) ? join(path, FILE_IN_DIRECTORY) : path;
}
