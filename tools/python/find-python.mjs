// Chooses the Python that the environment is made from: it must be 3.10–3.14, able to make virtual environments, and
// come with its shared library, since CPython is loaded into the Node process.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const oldestMinor = 10;
const newestMinor = 14;

const probe = `
import importlib.util, json, os, sys, sysconfig
var = sysconfig.get_config_var
print(json.dumps({
  "executable": sys.executable, "version": list(sys.version_info[:3]), "basePrefix": sys.base_prefix,
  "canMakeVenv": importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None,
  "freeThreaded": bool(var("Py_GIL_DISABLED")), "libraryFolder": var("LIBDIR"), "multiarch": var("MULTIARCH"),
  "libraryNames": [n for n in (var("INSTSONAME"), var("LDLIBRARY")) if n and not n.endswith(".a")],
}))`;

const advice = [
  "Install a Python from 3.10 to 3.14 with its shared library and its venv module, for example",
  "  Debian, Ubuntu:  apt-get install python3 python3-venv libpython3-dev",
  "  Fedora:          dnf install python3 python3-libs",
  "  pyenv:           PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.12",
  "or name one:       STEMMA_PYTHON=/path/to/python3",
].join("\n");

/** Where the shared library can be, most specific first; uv's and conda's Pythons need the base prefix. */
function sharedLibrary(facts) {
  const folders = [
    facts.libraryFolder,
    facts.libraryFolder && facts.multiarch && join(facts.libraryFolder, facts.multiarch),
    join(facts.basePrefix, "lib"),
  ];
  const files = folders
    .filter(Boolean)
    .flatMap((folder) => facts.libraryNames.map((name) => join(folder, name)));
  return files.find((file) => existsSync(file));
}

/** The facts of an interpreter, or the reason why it will not do. */
function examine(command) {
  let facts;
  try {
    const output = execFileSync(command, ["-I", "-c", probe], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    facts = JSON.parse(output);
  } catch (error) {
    return {
      reason: error.code === "ENOENT" ? "not found" : `does not run: ${String(error.message).split("\n")[0]}`,
    };
  }
  const [major, minor] = facts.version;
  if (major !== 3 || minor < oldestMinor || minor > newestMinor) {
    return { reason: `is ${facts.version.join(".")}; 3.${oldestMinor} to 3.${newestMinor} is needed` };
  }
  if (facts.freeThreaded) return { reason: "is a free-threaded build, which is not supported" };
  if (!facts.canMakeVenv)
    return { reason: `lacks the venv module (Debian: apt-get install python3.${minor}-venv)` };
  if (!sharedLibrary(facts)) {
    return { reason: `was built without its shared library (Debian: apt-get install libpython3.${minor})` };
  }
  return { facts };
}

/** The first interpreter that fits: STEMMA_PYTHON alone when it is set, else the usual names. Throws with all reasons. */
export function findPython(environment = process.env) {
  const named = environment.STEMMA_PYTHON;
  const names = ["python3", ...[12, 11, 13, 14, 10].map((minor) => `python3.${minor}`), "/usr/bin/python3"];
  const rejected = [];
  for (const command of named ? [named] : names) {
    const { facts, reason } = examine(command);
    if (facts) return { executable: facts.executable, version: facts.version.join(".") };
    rejected.push(`  ${command}: ${reason}`);
  }
  throw new Error(`No Python on this machine can be used:\n${rejected.join("\n")}\n\n${advice}`);
}

/** The same facts of an interpreter inside an existing environment, or `undefined` when it no longer works. */
export function examinePython(executable) {
  const { facts } = examine(executable);
  return facts && { executable: facts.executable, version: facts.version.join(".") };
}
