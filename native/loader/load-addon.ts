import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { type AddonCandidate, addonCandidates, addonFile } from "./addon-candidates.js";
import { type AddonAttempt, AddonLoadError } from "./addon-load-error.js";
import type { NativeAddon } from "./native-addon.js";
import { currentPlatform } from "./platform.js";

/**
 * Loads the compiled addon: of the candidates the first that is there and loads. Loading starts nothing; CPython is found
 * and started later.
 *
 * @param paths - Files. Default: the file that `STEMMA_ADDON` names and no other, or else the package of this platform
 *   (`@stemma/native-linux-x64-gnu` and the like), then what was compiled in this package's folder.
 * @throws {@link AddonLoadError} naming every place tried, why it failed and what to do.
 */
export function loadAddon(paths?: readonly string[]): NativeAddon {
  const platform = currentPlatform();
  const chosen = paths ?? (process.env.STEMMA_ADDON === undefined ? undefined : [process.env.STEMMA_ADDON]);
  const attempts: AddonAttempt[] = [];
  for (const candidate of chosen?.map(addonFile) ?? addonCandidates(platform)) {
    try {
      if (isMissingFile(candidate)) throw new Error("no such file");
      return candidate.load();
    } catch (error) {
      attempts.push({ path: candidate.path, reason: reasonOf(error, candidate) });
    }
  }
  throw new AddonLoadError(attempts, platform);
}

function isMissingFile({ path }: AddonCandidate): boolean {
  return isAbsolute(path) && !existsSync(path);
}

/** Without the list of requirers that Node appends. */
function reasonOf(error: unknown, { path }: AddonCandidate): string {
  if (!(error instanceof Error)) return String(error);
  const isAbsent = (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
  return isAbsent && error.message.includes(path) ? "not installed" : error.message;
}
