import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { StateDirectory } from "../state/state-directory.js";

/** A write takes milliseconds; what is older is nobody's. */
const UNFINISHED_MS = 3_600_000;
/** What `writeFile` and `rename` leave where a process ends between them: `standing.json.1f2e3d4c.new`. */
const UNFINISHED = /^[\w.-]+\.json(?:\.[0-9a-f]{8})?\.new$/u;
/** Where a text lies while somebody edits it. */
const EDITED = /^edit-\w{6}$/u;
/** Nobody has an editor open for longer. */
const EDITED_MS = 7 * 24 * 3_600_000;
/** What Chroma's data was before another version of it brought it along. */
const BEFORE = /\.before-[\d.]+$/u;

/** A file or folder that nothing needs. */
export interface Leftover {
  readonly path: string;
  readonly what: string;
}

/** What is left in a state directory of writes that were killed, and of versions before. */
export async function findLeftovers(
  { directory, chromaDirectory }: StateDirectory,
  now: number = Date.now(),
): Promise<Leftover[]> {
  const found: Leftover[] = [];
  for (const folder of [directory, chromaDirectory])
    for (const name of await readdir(folder).catch((): string[] => [])) {
      const path = join(folder, name);
      if (BEFORE.test(name)) found.push({ path, what: "a copy from before a version was brought along" });
      else if (UNFINISHED.test(name) && (await isOlder(path, now - UNFINISHED_MS)))
        found.push({ path, what: "left by a write that was killed" });
      else if (EDITED.test(name) && (await isOlder(path, now - EDITED_MS)))
        found.push({ path, what: "left by an edit that was killed" });
    }
  return found;
}

async function isOlder(path: string, than: number): Promise<boolean> {
  const entry = await stat(path).catch(() => undefined);
  return entry !== undefined && entry.mtimeMs < than;
}
