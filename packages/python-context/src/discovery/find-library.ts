import { existsSync } from "node:fs";
import { join } from "node:path";
import { PythonStartError } from "../errors/python-start-error.js";
import type { InterpreterFacts } from "./probe-interpreter.js";

/** `true` when the path may be loaded; a bare name is left to the dynamic linker. */
export type FileExists = (path: string) => boolean;

function unsupportedReason({
  implementation,
  version,
  isFreeThreaded,
}: InterpreterFacts): string | undefined {
  if (implementation !== "cpython") return `it is ${implementation}`;
  if (version[0] !== 3 || version[1] < 10) return `it is Python ${version.join(".")}`;
  return isFreeThreaded ? "it is a free-threaded build" : undefined;
}

function isShared(name: string | null): name is string {
  return name !== null && /\.(so|dylib|dll)(\.|$)/.test(name);
}

/** Where the shared library may be, in order; uv and conda keep it under the base prefix. */
function libraryCandidates(facts: InterpreterFacts, platform: NodeJS.Platform): readonly string[] {
  const [major, minor] = facts.version;
  // macOS's frameworks name themselves (`Python.framework/Versions/3.12/Python`), and keep this name beside.
  const usual = `libpython${major}.${minor}.${platform === "darwin" ? "dylib" : "so.1.0"}`;
  const name = isShared(facts.installedLibrary) ? facts.installedLibrary : usual;
  const folders = [
    facts.libraryFolder,
    facts.libraryFolder !== null && facts.multiarch !== null
      ? join(facts.libraryFolder, facts.multiarch)
      : null,
    join(facts.basePrefix, "lib"),
  ].filter((folder) => folder !== null);
  return [...new Set(folders.map((folder) => join(folder, name)))];
}

/**
 * The shared library of an interpreter.
 *
 * @throws {@link PythonStartError} `PYTHON_UNSUPPORTED`, or `PYTHON_LIBRARY_NOT_FOUND` for an interpreter without one.
 */
export function findLibrary(
  facts: InterpreterFacts,
  exists: FileExists = existsSync,
  platform: NodeJS.Platform = process.platform,
): string {
  const reason = unsupportedReason(facts);
  if (reason !== undefined) {
    throw new PythonStartError("PYTHON_UNSUPPORTED", `${facts.executable} can't be embedded: ${reason}`, {
      advice: "Make the virtual environment with CPython 3.10 or later, with the GIL.",
    });
  }
  const candidates = libraryCandidates(facts, platform);
  const found = candidates.find(exists);
  if (found !== undefined) return found;
  // Built with a shared library that is somewhere else: the dynamic linker may know.
  if (facts.isBuiltShared && isShared(facts.installedLibrary)) return facts.installedLibrary;
  const [major, minor] = facts.version;
  throw new PythonStartError(
    "PYTHON_LIBRARY_NOT_FOUND",
    `${facts.executable} is built statically: its shared library is not at ${candidates.join(" or ")}`,
    {
      advice:
        `Install the library (on Debian: apt-get install libpython${major}.${minor}), or use an interpreter that has one: ` +
        "from uv, from conda, or from pyenv with PYTHON_CONFIGURE_OPTS=--enable-shared.",
    },
  );
}
