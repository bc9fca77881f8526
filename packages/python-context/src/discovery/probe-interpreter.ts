import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PythonStartError } from "../errors/python-start-error.js";
import { interpreterOf } from "./find-venv.js";

/** What an interpreter says of itself. */
export interface InterpreterFacts {
  /** For example `[3, 11, 2]`. */
  readonly version: readonly [number, number, number];
  readonly implementation: string;
  readonly executable: string;
  /** Root of the installation that the environment was made from. */
  readonly basePrefix: string;
  readonly isFreeThreaded: boolean;
  readonly isBuiltShared: boolean;
  readonly libraryFolder: string | null;
  /** Name of the installed shared library, for example `libpython3.11.so.1.0`. */
  readonly installedLibrary: string | null;
  readonly linkLibrary: string | null;
  /** For example `x86_64-linux-gnu`. */
  readonly multiarch: string | null;
}

const script = `
import json, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "version": sys.version_info[:3],
    "implementation": sys.implementation.name,
    "executable": sys.executable,
    "basePrefix": sys.base_prefix,
    "isFreeThreaded": bool(get("Py_GIL_DISABLED")),
    "isBuiltShared": bool(get("Py_ENABLE_SHARED")),
    "libraryFolder": get("LIBDIR"),
    "installedLibrary": get("INSTSONAME"),
    "linkLibrary": get("LDLIBRARY"),
    "multiarch": get("MULTIARCH"),
}))
`;

const probeTimeoutMs = 30_000;

/**
 * Runs the environment's interpreter once, isolated from the user's settings, and asks it where it lives.
 *
 * @throws {@link PythonStartError} `PYTHON_PROBE_FAILED` when it does not run or answer within 30 s.
 */
export function probeInterpreter(venv: string): Promise<InterpreterFacts> {
  return probeProgram(interpreterOf(venv));
}

/** As {@link probeInterpreter}, for an interpreter by its path or its name. */
export async function probeProgram(program: string): Promise<InterpreterFacts> {
  try {
    const { stdout } = await promisify(execFile)(program, ["-I", "-c", script], { timeout: probeTimeoutMs });
    return JSON.parse(stdout) as InterpreterFacts;
  } catch (error) {
    throw new PythonStartError(
      "PYTHON_PROBE_FAILED",
      `${program} did not run: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
        advice:
          (error as NodeJS.ErrnoException).code === "ERR_ACCESS_DENIED"
            ? "Node's permission model forbids it: start Node with --allow-child-process and --allow-addons beside --permission."
            : "Make the environment anew: its interpreter may have been moved, removed or upgraded since.",
      },
    );
  }
}
