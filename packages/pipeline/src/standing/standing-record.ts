import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "@stemma/core";
import type { StateDirectory } from "../state/state-directory.js";
import { FileHashes, type StoredHashes } from "./file-hashes.js";
import { SeenFiles, type StoredFiles } from "./seen-files.js";
import { StampColumns, type StoredStamps } from "./stamp-columns.js";

/** What is known of the disk, so that it need not be read again. */
export interface SeenTree {
  readonly folders: StampColumns;
  readonly ignoreFiles: StampColumns;
  /** Every source file and README that was found, also what is then left out. */
  readonly files: SeenFiles;
}

/** Which files count, as the run was told that documented them. */
export interface FileRules {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Which contents of which files the index documents, and what was last seen of the tree. */
export interface StandingRecord {
  readonly branch: string | null;
  /** Of the history; `null` without one. */
  readonly commit: string | null;
  /** The index holds texts that the commit does not. */
  readonly isUncommitted: boolean;
  /** The commit merges two branches, and was not documented since. */
  readonly isMerge: boolean;
  /** ISO 8601, UTC. */
  readonly documentedAt: string;
  readonly rules: FileRules;
  /** SHA-256 of each documented file's content, by path, and of what folders quote of their READMEs, by the folder's path and "/". */
  readonly documented: FileHashes;
  readonly seen: SeenTree | null;
}

const FORMAT = 2;

interface StoredRecord extends Omit<StandingRecord, "documented" | "seen"> {
  readonly format: number;
  readonly documented: StoredHashes;
  readonly seen: {
    readonly folders: StoredStamps;
    readonly ignoreFiles: StoredStamps;
    readonly files: StoredFiles;
  } | null;
}

/** Where the record of a state directory lies. */
export const standingFile = ({ directory }: Pick<StateDirectory, "directory">): string =>
  join(directory, "standing.json");

/** `null` where none is known, or what is kept can't be read: it can be made again. At once: waiting for a thread takes longer. */
export function readStandingRecord(state: Pick<StateDirectory, "directory">): StandingRecord | null {
  try {
    const stored = JSON.parse(readFileSync(standingFile(state), "utf8")) as StoredRecord;
    return stored.format === FORMAT ? fromStored(stored) : null;
  } catch {
    return null;
  }
}

/** Replaces the record; never leaves half of one. */
export async function writeStandingRecord(
  state: Pick<StateDirectory, "directory">,
  record: StandingRecord,
): Promise<void> {
  await replaceFile(standingFile(state), JSON.stringify(toStored(record)));
}

function fromStored({ documented, seen, ...stored }: StoredRecord): StandingRecord {
  const { branch, commit, isUncommitted, isMerge, documentedAt, rules } = stored;
  const rest = { branch, commit, isUncommitted, isMerge, documentedAt, rules };
  return {
    ...rest,
    documented: FileHashes.fromStored(documented),
    seen: seen && {
      folders: StampColumns.fromStored(seen.folders),
      ignoreFiles: StampColumns.fromStored(seen.ignoreFiles),
      files: SeenFiles.fromStored(seen.files),
    },
  };
}

function toStored({ documented, seen, ...rest }: StandingRecord): StoredRecord {
  return {
    format: FORMAT,
    ...rest,
    documented: documented.toStored(),
    seen: seen && {
      folders: seen.folders.toStored(),
      ignoreFiles: seen.ignoreFiles.toStored(),
      files: seen.files.toStored(),
    },
  };
}
