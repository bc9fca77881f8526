/** One place where the addon was looked for, and why it could not be taken from there. */
export interface AddonAttempt {
  readonly path: string;
  readonly reason: string;
}

const advice =
  "Compile it with `npx nx build @stemma/native` in the repository, or `npx cmake-js build` in the package " +
  "(needs CMake and a C++20 compiler; on Debian: apt-get install cmake g++).";

/** No usable compiled addon was found, code `"NATIVE_ADDON_NOT_LOADABLE"`. */
export class AddonLoadError extends Error {
  readonly code = "NATIVE_ADDON_NOT_LOADABLE";
  readonly attempts: readonly AddonAttempt[];
  /** What to do. */
  readonly advice: string;

  constructor(attempts: readonly AddonAttempt[]) {
    const tried = attempts.map(({ path, reason }) => `  ${path}: ${reason}`).join("\n");
    super(`The addon of @stemma/native could not be loaded. Tried:\n${tried}\n${advice}`);
    this.advice = advice;
    this.name = "AddonLoadError";
    this.attempts = attempts;
  }
}
