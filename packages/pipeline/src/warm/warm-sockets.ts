import { lstatSync, readdirSync, rmdirSync, rmSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";

/** Folder of the sockets in a state directory, one socket a process. */
const FOLDER = "doors";
const NAME = /^[0-9a-f]{8}\.sock$/u;
/** What an address of a socket may have, on every system that has them. */
const MOST_PATH_BYTES = 103;
const OTHERS = 0o077;
/** Milliseconds after which nobody is still at opening a socket. */
const DEAD_AFTER_MS = 1_000;

/** Where the sockets of a tree's warm processes lie. */
export function socketFolder(stateDirectory: string): string {
  return join(stateDirectory, FOLDER);
}

/** Whether the system can listen at a path. */
export function fitsSocket(path: string): boolean {
  return process.platform !== "win32" && Buffer.byteLength(path) <= MOST_PATH_BYTES;
}

/** The user's own private sockets in a folder that is so, too: what others put there, or could have, is none. */
export function ownSockets(folder: string): string[] {
  try {
    if (!isPrivate(lstatSync(folder), "isDirectory")) return [];
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .map((name) => join(folder, name))
      .filter((path) => {
        const stat = lstatSync(path, { throwIfNoEntry: false });
        return stat !== undefined && isPrivate(stat, "isSocket");
      });
  } catch {
    // No folder, or one that can't be looked into.
    return [];
  }
}

/** Removes what a killed process left: nobody can listen there again, since each process makes a new one. */
export function removeDeadSocket(path: string): void {
  const made = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
  // One that is being made is refused, too, for a moment.
  if (Date.now() - made >= DEAD_AFTER_MS) removeOwnSocket(path);
}

/** Removes a socket, and the folder with its last one. */
export function removeOwnSocket(path: string): void {
  rmSync(path, { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // Another process has its socket there.
  }
}

/** Not even `sudo` takes what another user listens at. */
function isPrivate(stat: Stats, kind: "isDirectory" | "isSocket"): boolean {
  return stat[kind]() && stat.uid === process.geteuid?.() && (stat.mode & OTHERS) === 0;
}
