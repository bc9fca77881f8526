/** One place where the addon was looked for, and why it could not be taken from there. */
export interface AddonAttempt {
  readonly path: string;
  readonly reason: string;
}

/** No usable compiled addon was found, code `"NATIVE_ADDON_NOT_LOADABLE"`. */
export class AddonLoadError extends Error {
  readonly code = "NATIVE_ADDON_NOT_LOADABLE";
  readonly attempts: readonly AddonAttempt[];

  constructor(attempts: readonly AddonAttempt[]) {
    const tried = attempts.map(({ path, reason }) => `  ${path}: ${reason}`).join("\n");
    super(
      `The addon of @stemma/native could not be loaded. Tried:\n${tried}\n` +
        "Compile it with `npx nx build @stemma/native` in the repository, or `npx cmake-js build` in the package " +
        "(needs CMake and a C++20 compiler; on Debian: apt-get install cmake g++).",
    );
    this.name = "AddonLoadError";
    this.attempts = attempts;
  }
}
