import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { DirectoryNotFoundError } from "../errors/directory-not-found-error.js";

/** The absolute path of an existing directory. */
export async function requireDirectory(directory: string): Promise<string> {
  const absolute = resolve(directory);
  const found = await stat(absolute).catch(() => null);
  if (found === null) throw new DirectoryNotFoundError(absolute, "does not exist");
  if (!found.isDirectory()) throw new DirectoryNotFoundError(absolute, "is not a directory");
  return absolute;
}
