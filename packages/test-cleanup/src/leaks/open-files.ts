import { readdir, readlink } from "node:fs/promises";
import { join, sep } from "node:path";

const descriptors = "/proc/self/fd";

/** Paths of the files under a directory that this process has open, once for each handle; none where there is no `/proc`. */
export async function openFilesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(descriptors).catch(() => []);
  // A descriptor may be closed while we look: then it is none.
  const targets = await Promise.all(
    entries.map((entry) => readlink(join(descriptors, entry)).catch(() => "")),
  );
  return targets.filter((target) => target.startsWith(directory + sep)).sort();
}
