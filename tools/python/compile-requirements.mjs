// Writes the pinned and hashed requirements*.txt from requirements*.in, for all supported Pythons and platforms.
// Run by `npm run requirements` after a change of an .in file; the result is committed.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const here = import.meta.dirname;
const python = join(here, "..", "..", ".venv", "bin", "python");

for (const [name, extra] of [
  ["requirements-bootstrap", []],
  ["requirements", []],
  ["requirements-model", ["--no-deps"]],
  ["requirements-dev", []],
]) {
  const options = ["--universal", "--python-version", "3.10", "--generate-hashes", "--no-emit-index-url"];
  const quiet = ["--quiet", "--no-annotate", "--custom-compile-command", "npm run requirements"];
  const files = [`${name}.in`, "--output-file", `${name}.txt`];
  execFileSync(python, ["-m", "uv", "pip", "compile", ...options, ...quiet, ...extra, ...files], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
