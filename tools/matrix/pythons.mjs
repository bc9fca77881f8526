import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fetchPython } from "./maven-python.mjs";

const minors = [10, 11, 12, 13, 14];
const facts = `import json, sys, sysconfig
print(json.dumps([sys.executable, "%d.%d.%d" % sys.version_info[:3], sysconfig.get_config_var("Py_ENABLE_SHARED")]))`;

function originOf(executable) {
  if (/^\/(usr\/)?bin\//.test(executable)) return "the system's";
  if (executable.includes("/cpython-3.14/")) return "Maven Central's";
  return executable.includes("/versions/") ? "pyenv's" : "on the PATH";
}

function examine(command) {
  try {
    const output = execFileSync(command, ["-I", "-c", facts], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [executable, version, isShared] = JSON.parse(output);
    return isShared ? { executable, version, origin: originOf(executable) } : undefined;
  } catch {
    return undefined;
  }
}

/** All interpreters of the PATH by that name, so that a distribution's own is found beside another's. */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(existsSync);
}

/** pyenv's, which its commands on the PATH run only when they are selected. */
function ofPyenv() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  const supported = readdirSync(versions).filter((name) =>
    minors.some((minor) => name.startsWith(`3.${minor}.`)),
  );
  return supported.map((name) => join(versions, name, "bin", "python3"));
}

/**
 * The interpreters to test: those that STEMMA_PYTHON lists (separated as in PATH), or else python3.10 to python3.14 of
 * the PATH and of pyenv; a 3.14 that neither has is fetched into the folder. Without a shared library there is nothing
 * to load.
 */
export function findPythons(folder) {
  const listed = process.env.STEMMA_PYTHON?.split(delimiter);
  const commands = listed ?? [...minors.flatMap((minor) => onPath(`python3.${minor}`)), ...ofPyenv()];
  const found = new Map();
  const add = (python) => {
    if (python) found.set(python.version, python);
  };
  for (const command of commands) add(examine(command));
  if (!listed && ![...found.keys()].some((version) => version.startsWith("3.14."))) {
    mkdirSync(folder, { recursive: true });
    const fetched = fetchPython(folder);
    if (fetched) add(examine(fetched));
  }
  return [...found.values()].sort((a, b) => a.version.localeCompare(b.version, "en", { numeric: true }));
}

/** A virtual environment with exactly the packages of `requirements`; made anew when those change. */
export function ensureVenv({ executable, version }, folder, requirements) {
  const venv = join(folder, `python-${version}`);
  const stamp = join(venv, "installed-requirements.txt");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return venv;
  const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  run(executable, "-m", "venv", "--clear", venv);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
  run(join(venv, "bin", "python"), ...pip, "-r", requirements);
  writeFileSync(stamp, wanted);
  return venv;
}
