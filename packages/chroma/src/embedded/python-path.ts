import { fileURLToPath } from "node:url";

/** The folder with the Python package `stemma_chroma`, for `PythonContext.start({ pythonPath })`. */
export function chromaPythonPath(): string {
  return fileURLToPath(new URL("../../python", import.meta.url));
}
