import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs what a benchmark's `requirements.txt` pins, with what that needs, once for each content of the file: wheels only, so
 * that nothing of them runs. `PYTHON` names another Python than `python3`.
 * @param {string} benchmark - Name of the benchmark's folder, which holds the file.
 * @param {string[]} more - Further options of `pip install`.
 * @returns The folder of the packages, below `projects`, which git ignores.
 * @throws Error when pip fails.
 */
export function installPackages(benchmark, more = []) {
  const list = join(import.meta.dirname, benchmark, "requirements.txt");
  const requirements = readFileSync(list, "utf8");
  const target = join(import.meta.dirname, "projects", benchmark);
  const stamp = join(target, ".requirements");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === requirements) return target;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const options = ["--quiet", "--only-binary=:all:", "--no-compile", "--target", target, "-r", list, ...more];
  execFileSync(process.env.PYTHON ?? "python3", ["-m", "pip", "install", ...options], { stdio: "inherit" });
  writeFileSync(stamp, requirements);
  return target;
}
