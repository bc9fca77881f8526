import { open, rename, rm } from "node:fs/promises";
import { randomHexId } from "../random-id.js";

/** How a file is replaced. */
export interface ReplaceFileOptions {
  /** Permissions of the new file, whatever the umask. Default: its owner's alone, `0o600`. */
  readonly mode?: number | undefined;
  /** Whether its content is to outlast the machine's sudden end. Default: false. */
  readonly isFlushed?: boolean | undefined;
}

const OWNER_ONLY = 0o600;

/**
 * Writes a file whole or not at all, whenever the process ends: its content first gets a name of its own, `<file>.<8 hex digits>.new`,
 * so that several processes may do it at once. A link is replaced, not followed.
 *
 * @throws the system's errors; what stood there is unchanged then, and nothing stays beside it
 */
export async function replaceFile(
  file: string,
  content: string | Uint8Array,
  { mode = OWNER_ONLY, isFlushed = false }: ReplaceFileOptions = {},
): Promise<void> {
  const fresh = `${file}.${randomHexId(4)}.new`;
  // Not in the `try`: what is there already is somebody else's.
  const handle = await open(fresh, "wx", mode);
  try {
    try {
      await handle.chmod(mode);
      await handle.writeFile(content);
      if (isFlushed) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
