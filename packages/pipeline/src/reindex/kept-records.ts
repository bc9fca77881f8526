import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "@stemma/chroma";
import { replaceFile } from "@stemma/core";
import type { StateDirectory } from "../state/state-directory.js";

/** A record that documenting does not make: the text of a person. */
export interface KeptRecord {
  readonly id: string;
  readonly document: string;
  readonly metadata: Metadata | null;
}

const NAME = "reindex.json";

/** What is to be written into the index that takes the place of one of another model; `null` where none is being made. */
export async function readKeptRecords({ directory }: StateDirectory): Promise<KeptRecord[] | null> {
  try {
    return JSON.parse(await readFile(join(directory, NAME), "utf8")) as KeptRecord[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** As a whole or not at all, whenever the process ends. */
export async function keepRecords(
  { directory }: StateDirectory,
  records: readonly KeptRecord[],
): Promise<void> {
  await replaceFile(join(directory, NAME), JSON.stringify(records), { isFlushed: true });
}

/** They are in the new index. */
export async function forgetKeptRecords({ directory }: StateDirectory): Promise<void> {
  await rm(join(directory, NAME), { force: true });
}
