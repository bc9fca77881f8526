import { rmdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { makeDirectories } from "@stemma/core";

/** Makes a directory with those above it; the answer takes back what was made, as far as nothing lies in it by then. */
export async function makeDirectory(path: string, mode?: number): Promise<() => Promise<void>> {
  const directory = resolve(path);
  const first = (await exists(directory)) ? undefined : await firstMissing(directory);
  await makeDirectories(directory, mode);
  return first === undefined ? () => Promise.resolve() : () => removeEmpty(directory, first);
}

/** For a directory, and folders in it, that another program may make now; the answer takes back what is empty of them. */
export async function traceDirectory(path: string, folders: readonly string[]): Promise<() => Promise<void>> {
  const directory = resolve(path);
  const missing: string[] = [];
  for (const folder of folders.map((name) => resolve(directory, name))) {
    if (!(await exists(folder))) missing.push(folder);
  }
  const first = (await exists(directory)) ? undefined : await firstMissing(directory);
  return async () => {
    for (const folder of missing) await removeEmpty(folder, folder);
    if (first !== undefined) await removeEmpty(directory, first);
  };
}

async function firstMissing(directory: string): Promise<string> {
  const parent = dirname(directory);
  return (await exists(parent)) ? directory : firstMissing(parent);
}

async function removeEmpty(directory: string, first: string): Promise<void> {
  for (let each = directory; each.startsWith(first); each = dirname(each)) {
    const isLeft = await rmdir(each).then(
      () => false,
      (error: unknown) => (error as NodeJS.ErrnoException).code !== "ENOENT",
    );
    if (isLeft) return;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
