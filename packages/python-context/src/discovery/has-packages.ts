import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Whether an environment has these packages installed, by the names of their folders; nothing is imported. */
export function hasPackages(venv: string, packages: readonly string[]): boolean {
  return packages.every((name) => sitePackages(venv).some((folder) => existsSync(join(folder, name))));
}

function sitePackages(venv: string): readonly string[] {
  if (process.platform === "win32") return [join(venv, "Lib", "site-packages")];
  const library = join(venv, "lib");
  if (!existsSync(library)) return [];
  return readdirSync(library)
    .filter((name) => name.startsWith("python3."))
    .map((name) => join(library, name, "site-packages"));
}
