import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { DoltMissingError } from "../../errors/dolt-missing-error.js";

/** The version that `tools/dolt` builds into the cache. */
const BUILT_VERSION = "1.86.4";

/**
 * The `dolt` program: named by STEMMA_DOLT, else on the PATH, else in the cache.
 *
 * @throws {@link DoltMissingError} `DOLT_MISSING` when there is none.
 */
export async function findDolt(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const name = process.platform === "win32" ? "dolt.exe" : "dolt";
  const named = environment["STEMMA_DOLT"];
  if (named) {
    if (await isExecutable(named)) return named;
    throw new DoltMissingError(`STEMMA_DOLT=${named}`);
  }
  const cache = environment["STEMMA_CACHE"] ?? join(homedir(), ".cache", "stemma");
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of [...folders, join(cache, `dolt-${BUILT_VERSION}`)]) {
    const file = join(folder, name);
    if (await isExecutable(file)) return file;
  }
  throw new DoltMissingError(`PATH and ${cache}`);
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
