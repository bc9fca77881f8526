import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Variables that decide how a tree is read; a difference in another one, as a terminal's session, changes no answer. */
const DECISIVE =
  /^(?:STEMMA_|GIT_(?:DIR|COMMON_DIR|WORK_TREE|INDEX_FILE|NAMESPACE|OBJECT|ALTERNATE|CONFIG|CEILING)|XDG_[A-Z]+_HOME$|HOME$)/u;

/** This program as it lies on the disk: another version, another checkout, or a newer build is another one. */
export function installedProgram(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const module = fileURLToPath(import.meta.url);
  return [version, module, statSync(module).mtimeMs].join("\0");
}

/** A hash of the variables that a program of this kind obeys: secrets among them are not told. */
export function decisiveEnvironment(environment: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash("sha256");
  for (const name of Object.keys(environment).sort())
    if (DECISIVE.test(name)) hash.update(`${name}\0${environment[name] ?? ""}\0`);
  return hash.digest("hex");
}
