import { chmod, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

const OTHERS = 0o077;

/**
 * Takes from everybody else what they may do with a folder and all that it holds, whatever umask or program it was made with.
 * Links are not followed; what vanishes meanwhile, or belongs to somebody else, stays as it is.
 */
export async function tightenModes(directory: string): Promise<void> {
  const open = [directory];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const stat = await lstat(at).catch(() => undefined);
    if (stat === undefined || stat.isSymbolicLink()) continue;
    if ((stat.mode & OTHERS) !== 0) await chmod(at, stat.mode & 0o777 & ~OTHERS).catch(() => undefined);
    if (!stat.isDirectory()) continue;
    for (const name of await readdir(at).catch(() => [])) open.push(join(at, name));
  }
}
