import { platformAddons } from "./platform-addons.js";

/** One place where the addon was looked for, and why it could not be taken from there. */
export interface AddonAttempt {
  /** A package or a file. */
  readonly path: string;
  readonly reason: string;
}

const compiling =
  "compile it in the folder of @stemma/native: `npx cmake-js build` there (CMake 3.20 or later and a C++20 compiler; " +
  "Debian: apt-get install cmake g++), or `npx nx build @stemma/native` in the repository.";

/** What Node says under its permission model. */
const forbidden = "loading addons is disabled";

/** What to do, which is another thing where a package for the platform exists. */
function adviceFor(platform: string, attempts: readonly AddonAttempt[]): string {
  if (attempts.some(({ reason }) => reason.includes(forbidden)))
    return "Node's permission model forbids it: start Node with --allow-addons and --allow-child-process beside --permission.";
  if (platformAddons[platform] === undefined)
    return `There is no compiled addon for ${platform}: ${compiling}`;
  return (
    `Install @stemma/native-${platform} in the version of @stemma/native: \`npm install --include=optional\`. ` +
    "npm leaves it out where package-lock.json was written on another platform (npm/cli#4828): delete package-lock.json " +
    `and node_modules, then install again. Or ${compiling}`
  );
}

/** No usable compiled addon was found, code `"NATIVE_ADDON_NOT_LOADABLE"`. */
export class AddonLoadError extends Error {
  readonly code = "NATIVE_ADDON_NOT_LOADABLE";
  readonly attempts: readonly AddonAttempt[];
  /** What to do. */
  readonly advice: string;

  constructor(attempts: readonly AddonAttempt[], platform: string) {
    const tried = attempts.map(({ path, reason }) => `  ${path}: ${reason}`).join("\n");
    const advice = adviceFor(platform, attempts);
    super(`The addon of @stemma/native could not be loaded. Tried:\n${tried}\n${advice}`);
    this.advice = advice;
    this.name = "AddonLoadError";
    this.attempts = attempts;
  }
}
