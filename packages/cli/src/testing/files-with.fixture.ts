import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder, relative to it, whose bytes hold one of the texts. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return texts.some((text) => bytes.includes(text));
    })
    .map((path) => path.slice(folder.length + 1))
    .sort();
}
