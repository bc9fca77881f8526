// Writes the pinned and hashed requirements*.txt from requirements*.in, for all supported Pythons and platforms.
// Run by `npm run requirements` after a change of an .in file; the result is committed.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "..", "..");
const python = join(root, ".venv", "bin", "python");

/** @type {[folder: string, name: string, options: string[]][]} */
const lists = [
  [here, "requirements-bootstrap", []],
  // These two are published with their packages.
  [join(root, "packages/chroma/python"), "requirements", []],
  [join(root, "packages/versions/python"), "requirements", []],
  [here, "requirements-model-tools", []],
  [here, "requirements-model", ["--no-deps"]],
  [here, "requirements-dev", []],
  [join(root, "native/tools/prebuild"), "requirements", []],
  [join(root, "examples/scikit-server"), "requirements", []],
  [join(root, "examples/data-frames"), "requirements", []],
];
for (const [folder, name, extra] of lists) {
  const options = ["--universal", "--python-version", "3.10", "--generate-hashes", "--no-emit-index-url"];
  const quiet = ["--quiet", "--no-annotate", "--custom-compile-command", "npm run requirements"];
  const files = [`${name}.in`, "--output-file", `${name}.txt`];
  execFileSync(python, ["-m", "uv", "pip", "compile", ...options, ...quiet, ...extra, ...files], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
