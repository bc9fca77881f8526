import { fileURLToPath } from "node:url";

/** The folder with the Python modules of this package, for `PythonContext.start({ pythonPath })`. */
export function testingPythonPath(): string {
  return fileURLToPath(new URL("../../python", import.meta.url));
}
