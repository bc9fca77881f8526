import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program of the repository's own Python environment, or of `STEMMA_VENV`. */
export function venvProgram(name: string): string {
  const venv = process.env["STEMMA_VENV"] ?? fileURLToPath(new URL("../../../.venv", import.meta.url));
  return join(venv, "bin", name);
}
