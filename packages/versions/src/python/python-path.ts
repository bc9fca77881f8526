import { fileURLToPath } from "node:url";

/** The folder with the Python package `stemma_versions`, for `PythonContext.start({ pythonPath })`. */
export function versionsPythonPath(): string {
  return fileURLToPath(new URL("../../python", import.meta.url));
}

/** What the Python package needs, pinned and hashed, for `setUpPython({ requirements })`. */
export function versionsRequirements(): string {
  return fileURLToPath(new URL("../../python/requirements.txt", import.meta.url));
}
