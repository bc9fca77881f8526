import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../python/find-python.mjs";

const workspacePython = join(import.meta.dirname, "../../.venv/bin/python");

/**
 * The virtual environment of a file among `requirements/`, with exactly its packages; made anew when the file changes.
 *
 * uv links packages from its cache, so that environments made again cost neither time nor disk.
 */
export function ensureEnvironment(name, folder) {
  const venv = join(folder, name);
  const stamp = join(venv, "installed-requirements.txt");
  const requirements = join(import.meta.dirname, "requirements", `${name}.txt`);
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return venv;
  const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  run(findPython().executable, "-m", "venv", "--clear", "--without-pip", venv);
  const uv = ["-m", "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--compile-bytecode"];
  run(workspacePython, ...uv, "--python", join(venv, "bin/python"), "-r", requirements);
  writeFileSync(stamp, wanted);
  return venv;
}
