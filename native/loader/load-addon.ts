import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type AddonAttempt, AddonLoadError } from "./addon-load-error.js";
import { addonPaths, currentPlatform } from "./addon-paths.js";
import type { NativeAddon } from "./native-addon.js";

const packageRoot = fileURLToPath(new URL("..", import.meta.url));

function defaultPaths(): readonly string[] {
  const chosen = process.env.STEMMA_ADDON;
  return chosen === undefined ? addonPaths(packageRoot, currentPlatform()) : [chosen];
}

/**
 * Loads the compiled addon: the first of `paths` that exists and loads. Loading starts nothing; CPython is found and
 * started later.
 *
 * @param paths - Default: the file that `STEMMA_ADDON` names and no other, or else the package's
 *   `prebuilds/<platform>-<arch>-<libc>/`, then its local build.
 * @throws {@link AddonLoadError} naming every path tried, why it failed and what to do.
 */
export function loadAddon(paths: readonly string[] = defaultPaths()): NativeAddon {
  const require = createRequire(import.meta.url);
  const attempts: AddonAttempt[] = [];
  for (const path of paths) {
    if (!existsSync(path)) {
      attempts.push({ path, reason: "no such file" });
      continue;
    }
    try {
      return require(path) as NativeAddon;
    } catch (error) {
      attempts.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new AddonLoadError(attempts);
}
