import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PythonStartError } from "../errors/python-start-error.js";
import type { LocatedPython } from "./locate-python.js";

/** A module that can't be imported, and why. */
export interface MissingModule {
  readonly module: string;
  /** As Python says it, for example `"ModuleNotFoundError: No module named 'chromadb'"`. */
  readonly reason: string;
}

/** What the interpreter was asked to load. */
export interface ProbeRequest {
  readonly modules: readonly string[];
  readonly pythonPath: readonly string[];
}

// Whatever modules print goes to stderr: the answer is the only thing on stdout.
const script = `
import importlib, json, os, sys
answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
library, paths, modules = json.loads(sys.argv[1])
sys.path.extend(paths)
found = {"library": None, "missing": []}
try:
    import ctypes
    ctypes.CDLL(library, mode=ctypes.DEFAULT_MODE)
except OSError as error:
    found["library"] = str(error)
except ImportError:
    pass
for name in modules:
    try:
        importlib.import_module(name)
    except BaseException as error:
        found["missing"].append({"module": name, "reason": f"{type(error).__name__}: {error}"})
json.dump(found, answer)
answer.flush()
os._exit(0)
`;

const probeTimeoutMs = 60_000;

/**
 * Lets the environment's own interpreter, in a process of its own, load the shared library and import the modules.
 *
 * @throws {@link PythonStartError} `PYTHON_LIBRARY_NOT_FOUND` when the library does not load, `PYTHON_PROBE_FAILED` when
 *   the interpreter does not answer within 60 s.
 */
export async function probeStart(
  { program, library }: Pick<LocatedPython, "program" | "library">,
  { modules, pythonPath }: ProbeRequest,
): Promise<readonly MissingModule[]> {
  const found = await ask(program, [library, pythonPath, modules]);
  if (found.library === null) return found.missing;
  throw new PythonStartError(
    "PYTHON_LIBRARY_NOT_FOUND",
    `the shared library ${library} could not be loaded: ${found.library}`,
    {
      advice:
        "Install the interpreter's shared library (on Debian: apt-get install libpython3-dev) or reinstall that interpreter.",
    },
  );
}

interface Found {
  readonly library: string | null;
  readonly missing: readonly MissingModule[];
}

async function ask(program: string, request: readonly unknown[]): Promise<Found> {
  try {
    const options = { timeout: probeTimeoutMs, killSignal: "SIGKILL" } as const;
    const args = ["-I", "-c", script, JSON.stringify(request)];
    const { stdout } = await promisify(execFile)(program, args, options);
    return JSON.parse(stdout) as Found;
  } catch (error) {
    throw new PythonStartError(
      "PYTHON_PROBE_FAILED",
      `${program} did not load what a start loads: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
        advice: "Import the modules by hand with that interpreter: one of them ends it, or takes too long.",
      },
    );
  }
}
