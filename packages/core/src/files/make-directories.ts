import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a directory and those above it that are missing, each with `mode`; one that is there already stays as it is.
 *
 * Node's own recursive `mkdir` never returns where a directory is there in which none can be made and which says `ENOENT`
 * to that, as all below /proc do. Here each step is tried once.
 *
 * @throws the system's error of the step that failed, `ENOTDIR` where a file is in the way
 */
export async function makeDirectories(directory: string, mode = 0o777): Promise<void> {
  const missing: string[] = [];
  let at = resolve(directory);
  while (!(await isDirectory(at))) {
    missing.push(at);
    if (at === dirname(at)) break;
    at = dirname(at);
  }
  for (const each of missing.reverse()) {
    await mkdir(each, { mode }).catch(async (error: unknown) => {
      // Somebody else may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !(await isDirectory(each))) throw error;
    });
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return false;
    throw error;
  }
}
