import { findLibrary } from "./find-library.js";
import { findVenv, interpreterOf, type VenvSearch } from "./find-venv.js";
import { type InterpreterFacts, probeInterpreter } from "./probe-interpreter.js";

/** Everything needed to start Python for a virtual environment. */
export interface LocatedPython {
  readonly venv: string;
  readonly foundBy: string;
  readonly program: string;
  readonly library: string;
  readonly facts: InterpreterFacts;
}

/**
 * Finds environment, interpreter and shared library.
 *
 * @throws {@link PythonStartError} `PYTHON_VENV_NOT_FOUND`, `PYTHON_PROBE_FAILED`, `PYTHON_UNSUPPORTED` or
 *   `PYTHON_LIBRARY_NOT_FOUND`.
 */
export async function locatePython(search: VenvSearch = {}): Promise<LocatedPython> {
  const { path, foundBy } = findVenv(search);
  const facts = await probeInterpreter(path);
  return { venv: path, foundBy, program: interpreterOf(path), library: findLibrary(facts), facts };
}
