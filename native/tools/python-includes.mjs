// Finds the headers of the CPython versions on this machine, one folder a version.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

function foldersIn(folder) {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Folders such as `/usr/include/python3.11`: those of `STEMMA_PYTHON_INCLUDES` (separated by ":"), Debian's, pyenv's. */
export function pythonIncludes() {
  const named = (process.env.STEMMA_PYTHON_INCLUDES ?? "").split(":").filter((folder) => folder !== "");
  const pyenv = foldersIn(join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions"));
  const candidates = [
    ...named,
    ...foldersIn("/usr/include"),
    ...pyenv.flatMap((version) => foldersIn(join(version, "include"))),
  ];
  const byVersion = new Map();
  for (const folder of candidates) {
    const version = basename(folder);
    const isSupported = /^python3\.1\d$/.test(version) && existsSync(join(folder, "Python.h"));
    if (isSupported && !byVersion.has(version)) byVersion.set(version, folder);
  }
  return [...byVersion.values()];
}
