import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { isWithin } from "../state/is-within.js";

const NAME = process.platform === "win32" ? "git.exe" : "git";

/**
 * The git of an absolute folder of PATH; `undefined` without one. Left to the system, "." in PATH, and Windows always, would
 * take a program of that name from the tree that is looked at; so would a folder of the tree that PATH names (`node_modules/.bin`).
 */
export function findGit(path: string | undefined, tree: string): string | undefined {
  const root = realPath(tree);
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isWithin(root, realPath(folder)))
    .map((folder) => join(folder, NAME))
    .find(isExecutable);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
