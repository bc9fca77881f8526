import { findLibrary } from "../discovery/find-library.js";
import { probeProgram } from "../discovery/probe-interpreter.js";
import { PythonSetupError } from "../errors/python-setup-error.js";

/** An interpreter from which an environment can be made. */
export interface BasePython {
  readonly executable: string;
  readonly version: string;
}

/** The newest for which the packages that are needed have wheels. */
const newestMinor = 14;
const usualNames = [
  "python3",
  ...[12, 11, 13, 14, 10].map((minor) => `python3.${minor}`),
  "/usr/bin/python3",
  "python",
];

const advice =
  "Install a Python from 3.10 to 3.14 with its shared library and its venv module " +
  "(Debian, Ubuntu: apt-get install python3-venv libpython3-dev; Fedora: dnf install python3 python3-libs; macOS: brew install python; " +
  "pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.12), or name one with `--python <path>` or STEMMA_PYTHON.";

/**
 * The first interpreter that will do: the named one alone, or the usual names on the PATH.
 *
 * @throws {@link PythonSetupError} `PYTHON_NOT_FOUND`, with the reason for each
 */
export async function findBasePython(named: string | undefined): Promise<BasePython> {
  const rejected: string[] = [];
  for (const command of named === undefined ? usualNames : [named]) {
    try {
      const facts = await probeProgram(command);
      findLibrary(facts);
      const version = facts.version.join(".");
      if (facts.version[1] <= newestMinor) return { executable: facts.executable, version };
      rejected.push(`${command} is ${version}; 3.10 to 3.${newestMinor} are tested`);
    } catch (error) {
      const isAbsent = (error as { cause?: NodeJS.ErrnoException }).cause?.code === "ENOENT";
      if (!isAbsent) rejected.push(error instanceof Error ? error.message : String(error));
      else if (named !== undefined) rejected.push(`${named} is not there`);
    }
  }
  const reasons = rejected.length === 0 ? "there is none on the PATH" : rejected.join("; ");
  throw new PythonSetupError("PYTHON_NOT_FOUND", `no Python on this machine can be used: ${reasons}`, {
    advice,
  });
}
