import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Takes away the index's record of where it stands in its history, whichever database that is in. */
export async function forgetPlaceInHistory(root: string): Promise<void> {
  const directory = join(root, ".stemma", "history");
  const records = (await readdir(directory)).filter((name) => /^working-copy.*\.sqlite$/u.test(name));
  if (records.length === 0) throw new Error(`no record of a place in ${directory}`);
  for (const name of records) await rm(join(directory, name));
}
