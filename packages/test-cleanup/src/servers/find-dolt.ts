import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { DoltMissingError } from "./dolt-missing-error.js";

/** The version that `tools/dolt` builds. */
const VERSION = "1.86.4";

/** STEMMA_DOLT, else the PATH, else what `tools/dolt` built. @throws {@link DoltMissingError} */
export function findDolt(environment: NodeJS.ProcessEnv = process.env): string {
  const name = process.platform === "win32" ? "dolt.exe" : "dolt";
  const named = environment["STEMMA_DOLT"];
  const cache = environment["STEMMA_CACHE"] ?? join(homedir(), ".cache", "stemma");
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const files = named
    ? [named]
    : [...folders.map((folder) => join(folder, name)), join(cache, `dolt-${VERSION}`, name)];
  const found = files.find((file) => existsSync(file));
  if (found === undefined) {
    throw new DoltMissingError(named ? `STEMMA_DOLT=${named}` : `PATH and ${files.at(-1) ?? ""}`);
  }
  return found;
}
