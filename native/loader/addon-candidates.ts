import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NativeAddon } from "./native-addon.js";
import { platformAddons } from "./platform-addons.js";

/** A place where the addon may be. */
export interface AddonCandidate {
  /** A package or a file. */
  readonly path: string;
  load(): NativeAddon;
}

const require = createRequire(import.meta.url);

/** An addon at a path of its own. */
export function addonFile(path: string): AddonCandidate {
  return { path, load: () => require(path) as NativeAddon };
}

/**
 * What was compiled in this package's folder: in a checkout, or by hand where no package fits. Joined, for bundlers would look for what a
 * `new URL` names, and fail where a package brings the addon.
 */
export const localBuild = join(dirname(fileURLToPath(import.meta.url)), "../build/Release/stemma.node");

/** Where to look, in this order: the platform's package, where there is one, then the local build. */
export function addonCandidates(platform: string): readonly AddonCandidate[] {
  const load = platformAddons[platform];
  const fromPackage = load === undefined ? [] : [{ path: `@stemma/native-${platform}`, load }];
  return [...fromPackage, addonFile(localBuild)];
}
