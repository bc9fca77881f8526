import { fileURLToPath } from "node:url";

/** The folder with the Python package `stemma_chroma`, for `PythonContext.start({ pythonPath })`. */
export function chromaPythonPath(): string {
  return fileURLToPath(new URL("../../python", import.meta.url));
}

/** What the Python package needs, pinned and hashed, for `setUpPython({ requirements })`. */
export function chromaRequirements(): string {
  return fileURLToPath(new URL("../../python/requirements.txt", import.meta.url));
}
