import { fileURLToPath } from "node:url";

/** The folder with the Python package `stemma_versions`, for `PythonContext.start({ pythonPath })`. */
export function versionsPythonPath(): string {
  return fileURLToPath(new URL("../../python", import.meta.url));
}
