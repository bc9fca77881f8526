import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const NAME = process.platform === "win32" ? "git.exe" : "git";

/**
 * The git of an absolute folder of PATH; `undefined` without one. Left to the system, "." in PATH, and Windows always, would
 * take a program of that name from the tree that is looked at.
 */
export function findGit(path: string | undefined): string | undefined {
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, NAME))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
