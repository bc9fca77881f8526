import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** What a machine has on which nothing is compiled. */
const programs = ["node", "npm", "npx", "python3", "git", "sh", "uname", "ldd", "getconf"];

/**
 * A folder for PATH with no compiler, make or CMake in it.
 *
 * @param {string} folder
 */
export function barePath(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of programs) {
    const args = ["-c", `command -v ${name} || true`];
    const place = execFileSync("/bin/sh", args, { encoding: "utf8" }).trim();
    if (place !== "") symlinkSync(name === "node" ? process.execPath : place, join(folder, name));
  }
  return folder;
}
