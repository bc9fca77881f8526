import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";
import { chromaPythonPath } from "./embedded/python-path.js";

/** Python of the repository's own environment. */
export type TestPython = PythonContext;

/** Python with this package's modules and those of the tests. */
export function startTestPython(): Promise<TestPython> {
  const testModules = fileURLToPath(new URL("../python/tests/modules", import.meta.url));
  return PythonContext.start({ pythonPath: [chromaPythonPath(), testModules] });
}
