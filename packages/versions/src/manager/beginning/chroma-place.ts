import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isServer } from "../../chroma/python-chroma-contents.js";
import { ChromaAccessError } from "../../errors/chroma-access-error.js";
import { makeDirectory } from "../../repository/made-directory.js";

/** Of an empty Chroma: its database, and the lock beside it. */
const MADE_BY_OPENING = /^(chroma\.sqlite3(-journal|-wal|-shm)?|stemma\.lock)$/;

/** Whether there may be collections: a server, or a directory with Chroma's database. */
export async function mayHoldCollections(location: string): Promise<boolean> {
  return (
    isServer(location) || (await stat(join(location, "chroma.sqlite3")).catch(() => undefined)) !== undefined
  );
}

/** For a directory that Chroma is not in yet; the answer removes what it will have put there while it is empty. */
export async function prepareChroma(location: string): Promise<() => Promise<void>> {
  const removeDirectories = await makeDirectory(location).catch((cause: unknown) => {
    throw new ChromaAccessError("OpenChroma", (cause as Error).message, { cause });
  });
  const before = new Set(await readdir(location));
  return async () => {
    const made = (await readdir(location)).filter((name) => !before.has(name) && MADE_BY_OPENING.test(name));
    for (const name of made) await rm(join(location, name), { force: true });
    await removeDirectories();
  };
}
