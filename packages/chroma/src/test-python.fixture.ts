import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";
import { testingPythonPath } from "@stemma/test-cleanup";
import { chromaPythonPath } from "./embedded/python-path.js";

/** Python of the repository's own environment. */
export type TestPython = PythonContext;

/** Python with this package's modules, those of the tests, and faults on demand. */
export function startTestPython(): Promise<TestPython> {
  const testModules = fileURLToPath(new URL("../python/tests/modules", import.meta.url));
  return PythonContext.start({ pythonPath: [chromaPythonPath(), testingPythonPath(), testModules] });
}

/** A program of the repository's own environment, or of `STEMMA_VENV`. */
export function venvProgram(name: string): string {
  const venv = process.env.STEMMA_VENV ?? fileURLToPath(new URL("../../../.venv", import.meta.url));
  return join(venv, "bin", name);
}
