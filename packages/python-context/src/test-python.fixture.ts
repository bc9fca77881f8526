import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonContext, type PythonContextOptions } from "./index.js";

/** Python modules that misbehave in every known way. */
export const testModules = fileURLToPath(new URL("../tests/python", import.meta.url));

/** A script for tests of whole processes. */
export function testScript(name: string): string {
  return join(fileURLToPath(new URL("../tests/processes", import.meta.url)), name);
}

/** Python with the test modules, for the repository's own environment (or `STEMMA_VENV`). */
export function startTestPython(options: PythonContextOptions = {}): Promise<PythonContext> {
  return PythonContext.start({ pythonPath: [testModules], ...options });
}
