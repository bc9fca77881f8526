// The source trees of the golden searches: this repository, a package from PyPI and one from npm, both real sources in
// versions that the lock files pin.
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

function sitePackages() {
  const library = join(root, ".venv", "lib");
  const version = readdirSync(library).find((name) => name.startsWith("python3."));
  return join(library, version, "site-packages");
}

/** Name → where the sources are and where the state is kept; the repository keeps its own `.stemma`. */
export function goldenTrees() {
  const stateOf = (name) => join(tmpdir(), `stemma-golden-${process.pid}`, name);
  const trees = {
    stemma: { directory: root, flags: {} },
    rich: { directory: join(sitePackages(), "rich"), flags: { stateDir: stateOf("rich") } },
    execa: { directory: join(root, "node_modules", "execa", "lib"), flags: { stateDir: stateOf("execa") } },
  };
  for (const [name, { directory }] of Object.entries(trees)) {
    if (!existsSync(directory))
      throw new Error(`The tree "${name}" is missing at ${directory}: run npm ci && npm run build`);
  }
  return trees;
}
