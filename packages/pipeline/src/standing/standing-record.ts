import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomHexId } from "@stemma/core";
import type { StateDirectory } from "../state/state-directory.js";
import type { FileStamp } from "./file-stamp.js";

/** A file's content as it was last looked at; valid as long as its stamp is. */
export interface SeenFile extends FileStamp {
  /** Empty for one that is no source that people wrote. */
  readonly hash: string;
}

/** What is known of the disk, so that it need not be read again. */
export interface SeenTree {
  readonly folders: ReadonlyMap<string, FileStamp>;
  readonly ignoreFiles: ReadonlyMap<string, FileStamp>;
  /** Every source file that was found, also what is then left out; `null`: to be read. */
  readonly files: ReadonlyMap<string, SeenFile | null>;
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
  /** SHA-256 of each documented file's content, by path. */
  readonly documented: ReadonlyMap<string, string>;
  readonly seen: SeenTree | null;
}

const FORMAT = 1;

type StoredStamp = readonly [path: string, size: number, mtimeMs: number, ctimeMs: number];
/** `1` in place of a hash: the documented one. */
type StoredFile = readonly [path: string, hash: string | 1, size: number, mtimeMs: number, ctimeMs: number];

interface StoredRecord extends Omit<StandingRecord, "documented" | "seen"> {
  readonly format: number;
  readonly documented: readonly (readonly [string, string])[];
  readonly seen: {
    readonly folders: readonly StoredStamp[];
    readonly ignoreFiles: readonly StoredStamp[];
    readonly files: readonly (StoredFile | string)[];
  } | null;
}

const fileIn = ({ directory }: Pick<StateDirectory, "directory">): string => join(directory, "standing.json");

/** `null` where none is known, or what is kept can't be read: it can be made again. */
export async function readStandingRecord(
  state: Pick<StateDirectory, "directory">,
): Promise<StandingRecord | null> {
  try {
    const stored = JSON.parse(await readFile(fileIn(state), "utf8")) as StoredRecord;
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
  // A name of its own: several processes may have looked at the tree at once.
  const fresh = `${fileIn(state)}.${randomHexId(4)}.new`;
  await writeFile(fresh, JSON.stringify(toStored(record)), { mode: 0o600 });
  await rename(fresh, fileIn(state));
}

function fromStored({ format: _, documented: pairs, seen, ...rest }: StoredRecord): StandingRecord {
  const documented = new Map(pairs);
  if (seen === null) return { ...rest, documented, seen };
  const files = seen.files.map((file): [string, SeenFile | null] => {
    if (typeof file === "string") return [file, null];
    const [path, hash, size, mtimeMs, ctimeMs] = file;
    return [path, { hash: hash === 1 ? (documented.get(path) ?? "") : hash, size, mtimeMs, ctimeMs }];
  });
  return {
    ...rest,
    documented,
    seen: {
      folders: stamps(seen.folders),
      ignoreFiles: stamps(seen.ignoreFiles),
      files: new Map(files),
    },
  };
}

function toStored({ documented, seen, ...rest }: StandingRecord): StoredRecord {
  return {
    format: FORMAT,
    ...rest,
    documented: [...documented],
    seen: seen && {
      folders: storedStamps(seen.folders),
      ignoreFiles: storedStamps(seen.ignoreFiles),
      files: [...seen.files].map(([path, file]) => {
        if (file === null) return path;
        const hash = documented.get(path) === file.hash ? 1 : file.hash;
        return [path, hash, file.size, file.mtimeMs, file.ctimeMs];
      }),
    },
  };
}

function stamps(stored: readonly StoredStamp[]): Map<string, FileStamp> {
  return new Map(stored.map(([path, size, mtimeMs, ctimeMs]) => [path, { size, mtimeMs, ctimeMs }]));
}

function storedStamps(seen: ReadonlyMap<string, FileStamp>): StoredStamp[] {
  return [...seen].map(([path, { size, mtimeMs, ctimeMs }]) => [path, size, mtimeMs, ctimeMs]);
}
