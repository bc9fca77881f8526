// The source trees of the golden searches. At hand: this repository, a package from PyPI and one from npm, both real sources in
// versions that the lock files pin, as copies that may be edited. Foreign: trees of other languages, fetched in fixed versions by their
// registries' own clients.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchPackage } from "../model/static/registries.mjs";

const root = join(import.meta.dirname, "..", "..");

function sitePackages() {
  const library = join(root, ".venv", "lib");
  const version = readdirSync(library).find((name) => name.startsWith("python3."));
  if (version === undefined) throw new Error(`no Python in ${library}: npx nx run python-env:venv-dev`);
  return join(library, version, "site-packages");
}

/** A folder for copies that ends with the process. */
function workshop() {
  const copies = mkdtempSync(join(tmpdir(), "stemma-golden-"));
  process.on("exit", () => rmSync(copies, { recursive: true, force: true }));
  return copies;
}

/**
 * Name → where the sources are. `edit` changes one function's body and nothing that is said of it. The repository keeps
 * its own `.stemma` and is not edited.
 *
 * @returns {Record<string, { directory: string, edit?: { path: string, from: string, to: string, documented: number } }>}
 */
export function treesAtHand() {
  const copies = workshop();
  const copyOf = (name, source) => {
    if (!existsSync(source))
      throw new Error(`The tree "${name}" is missing at ${source}: run npm ci && npm run build`);
    const directory = join(copies, name);
    cpSync(source, directory, { recursive: true });
    return directory;
  };
  return {
    stemma: { directory: root },
    rich: {
      directory: copyOf("rich", join(sitePackages(), "rich")),
      edit: {
        path: "color_triplet.py",
        from: "return red / 255.0, green / 255.0, blue / 255.0",
        to: "return red / 255, green / 255, blue / 255",
        documented: 2,
      },
    },
    execa: {
      directory: copyOf("execa", join(root, "node_modules", "execa", "lib")),
      edit: {
        path: "utils/max-listeners.js",
        from: "setMaxListeners(maxListeners + maxListenersIncrement)",
        to: "setMaxListeners(maxListenersIncrement + maxListeners)",
        documented: 2,
      },
    },
  };
}

/**
 * As {@link treesAtHand}; needs npm, go and mvn.
 *
 * @returns {Promise<Record<string, { directory: string }>>}
 */
export async function foreignTrees() {
  const cache = join(root, "node_modules", ".cache", "stemma-golden");
  mkdirSync(cache, { recursive: true });
  const wanted = JSON.parse(readFileSync(join(import.meta.dirname, "foreign-trees.json"), "utf8"));
  const copies = workshop();
  /** @type {Record<string, { directory: string }>} */
  const trees = {};
  for (const [name, tree] of Object.entries(wanted)) {
    const { folder } = await fetchPackage(tree, cache);
    const directory = join(copies, name);
    cpSync(join(folder, tree.folder ?? ""), directory, { recursive: true });
    trees[name] = { directory };
  }
  return trees;
}
