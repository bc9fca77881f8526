import { copyFile, mkdir, readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { replaceFile } from "@stemma/core";
import type { PlacedEntry } from "./clients.js";
import { withEntry } from "./with-entry.js";

/** What is to be done with a client's file. */
export interface PlannedWrite {
  /** Where it lies, behind links. */
  readonly file: string;
  readonly isNew: boolean;
  /** Whether the entry stands there already, just so. */
  readonly isThere: boolean;
  readonly text: string;
}

/** Changes nothing. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a file that can't be read or changed */
export async function planWrite(placed: PlacedEntry): Promise<PlannedWrite> {
  const file = await realpath(placed.file).catch(() => placed.file);
  const before = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  });
  const text = withEntry(before ?? "", placed);
  return { file, isNew: before === undefined, isThere: before === text, text };
}

/** Writes it whole or not at all; what was there before lies beside it afterwards. Gives the copy's path. */
export async function writePlanned({ file, isNew, text }: PlannedWrite): Promise<string | undefined> {
  await mkdir(dirname(file), { recursive: true });
  const backup = isNew ? undefined : `${file}.stemma-backup`;
  if (backup !== undefined) await copyFile(file, backup);
  const mode = isNew ? 0o600 : (await stat(file)).mode & 0o777;
  await replaceFile(file, text, { mode });
  return backup;
}
