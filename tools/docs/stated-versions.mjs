import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ENGINE = /"node": ">=([\d.]+)"/g;
const STANDARD = /C\+\+(\d\d)/g;

/** @typedef {[file: string, pattern: RegExp]} Statement */

/**
 * Each version: where it is decided, and who says it in words. Whoever is named must say it, and say the same each time.
 *
 * @param {string[]} packages
 * @returns {{ name: string, decision: Statement, said: Statement[] }[]}
 */
const versions = (packages) => [
  {
    name: "CMake",
    decision: ["native/CMakeLists.txt", /cmake_minimum_required\(VERSION ([\d.]+\d)\.\.\./],
    said: [["README.md", /CMake ≥ ([\d.]+\d)/g]],
  },
  {
    name: "the standard of C++",
    decision: ["native/CMakeLists.txt", /CMAKE_CXX_STANDARD (\d+)/],
    said: [
      ["README.md", STANDARD],
      ["native/README.md", STANDARD],
      ["native/tools/test-core.mjs", STANDARD],
      ["native/tools/fuzz.mjs", STANDARD],
    ],
  },
  {
    name: "the oldest Node",
    decision: ["package.json", /"node": ">=([\d.]+)"/],
    said: [
      ["README.md", /Node ≥ ([\d.]+\d)/g],
      ...packages.map((file) => /** @type {Statement} */ ([file, ENGINE])),
    ],
  },
  {
    name: "the oldest Python",
    decision: ["tools/python/find-python.mjs", /oldestMinor = (\d+)/],
    said: [
      ["README.md", /Python from 3\.(\d+)/g],
      ["tools/python/find-python.mjs", /Python from 3\.(\d+)/g],
      ["tools/matrix/README.md", /CPython 3\.(\d+) to/g],
      ["tools/matrix/pythons.mjs", /minors = \[(\d+),/g],
      ["native/README.md", /CPython 3\.(\d+) and later/g],
      ["native/src/python/api/python_api.cc", /3\.(\d+) (?:and|or) later/g],
      ["packages/python-context/src/discovery/find-library.ts", /CPython 3\.(\d+) or later/g],
      ["packages/python-context/src/errors/start-error-from.ts", /CPython 3\.(\d+) or later/g],
      ["pyproject.toml", /pythonVersion = "3\.(\d+)"/g],
    ],
  },
  {
    name: "the newest Python",
    decision: ["tools/python/find-python.mjs", /newestMinor = (\d+)/],
    said: [
      ["README.md", /Python from 3\.\d+ to 3\.(\d+)/g],
      ["tools/python/find-python.mjs", /Python from 3\.\d+ to 3\.(\d+)/g],
      ["tools/matrix/README.md", /CPython 3\.\d+ to 3\.(\d+)/g],
      ["tools/matrix/pythons.mjs", /minors = \[.*\b(\d+)\]/g],
    ],
  },
  {
    name: "Chroma",
    decision: ["packages/chroma/python/requirements.in", /chromadb==([\d.]+\d)/],
    said: [
      ["packages/chroma/python/requirements.txt", /chromadb==([\d.]+\d)/g],
      ["packages/chroma/README.md", /Chroma ([\d.]+\d)/g],
      ["packages/chroma/README.md", /before-([\d.]+\d)/g],
      ["packages/chroma/python/stemma_chroma/installed_chroma.py", /NEEDED = "([\d.]+)"/g],
      ["packages/chroma/python/stemma_chroma/older_format.py", /before-([\d.]+\d)/g],
    ],
  },
];

/**
 * What is said of versions and is not so.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function wrongVersions(root) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  const packages = ["native", ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`)]
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(join(root, file)) && read(file).includes('"engines"'));
  return versions(packages).flatMap(({ name, decision: [file, pattern], said }) => {
    const decided = read(file).match(pattern)?.[1];
    if (decided === undefined) return [`${file} does not say ${name}`];
    return said.flatMap(([where, words]) => {
      const found = [...read(where).matchAll(words)];
      if (found.length === 0) return [`${where} does not say ${name} (${words})`];
      return found
        .filter((match) => match[1] !== decided)
        .map((match) => `${where}: "${match[0]}", but ${name} is ${decided} (${file})`);
    });
  });
}
