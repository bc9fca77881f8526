import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
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

/** Columns are read in half the time of rows. */
interface StoredStamps {
  readonly paths: readonly string[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
}

interface StoredFiles extends StoredStamps {
  /** `1` in place of a hash: the documented one; `0`: to be read. */
  readonly hashes: readonly (string | 0 | 1)[];
}

interface StoredRecord extends Omit<StandingRecord, "documented" | "seen"> {
  readonly format: number;
  readonly documented: { readonly paths: readonly string[]; readonly hashes: readonly string[] };
  readonly seen: {
    readonly folders: StoredStamps;
    readonly ignoreFiles: StoredStamps;
    readonly files: StoredFiles;
  } | null;
}

const fileIn = ({ directory }: Pick<StateDirectory, "directory">): string => join(directory, "standing.json");

/** `null` where none is known, or what is kept can't be read: it can be made again. At once: waiting for a thread takes longer. */
export function readStandingRecord(state: Pick<StateDirectory, "directory">): StandingRecord | null {
  try {
    const stored = JSON.parse(readFileSync(fileIn(state), "utf8")) as StoredRecord;
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

function fromStored({ documented: pairs, seen, ...stored }: StoredRecord): StandingRecord {
  const { branch, commit, isUncommitted, isMerge, documentedAt, rules } = stored;
  const rest = { branch, commit, isUncommitted, isMerge, documentedAt, rules };
  const documented = new Map(pairs.paths.map((path, index) => [path, pairs.hashes[index] ?? ""]));
  if (seen === null) return { ...rest, documented, seen };
  const { paths, hashes, sizes, mtimes, ctimes } = seen.files;
  const files = new Map<string, SeenFile | null>();
  for (const [index, path] of paths.entries()) {
    const hash = hashes[index] ?? 0;
    const stamp = { size: sizes[index] ?? 0, mtimeMs: mtimes[index] ?? -1, ctimeMs: ctimes[index] ?? -1 };
    files.set(path, hash === 0 ? null : { ...stamp, hash: hash === 1 ? (documented.get(path) ?? "") : hash });
  }
  return {
    ...rest,
    documented,
    seen: { folders: stampsOf(seen.folders), ignoreFiles: stampsOf(seen.ignoreFiles), files },
  };
}

function toStored({ documented, seen, ...rest }: StandingRecord): StoredRecord {
  return {
    format: FORMAT,
    ...rest,
    documented: { paths: [...documented.keys()], hashes: [...documented.values()] },
    seen: seen && {
      folders: storedStamps(seen.folders),
      ignoreFiles: storedStamps(seen.ignoreFiles),
      files: {
        ...storedStamps(seen.files),
        hashes: [...seen.files].map(([path, file]) => {
          if (file === null) return 0;
          return documented.get(path) === file.hash ? 1 : file.hash;
        }),
      },
    },
  };
}

function stampsOf({ paths, sizes, mtimes, ctimes }: StoredStamps): Map<string, FileStamp> {
  return new Map(
    paths.map((path, index) => [
      path,
      { size: sizes[index] ?? 0, mtimeMs: mtimes[index] ?? -1, ctimeMs: ctimes[index] ?? -1 },
    ]),
  );
}

function storedStamps(seen: ReadonlyMap<string, FileStamp | null>): StoredStamps {
  const stamps = [...seen.values()];
  return {
    paths: [...seen.keys()],
    sizes: stamps.map((stamp) => stamp?.size ?? 0),
    mtimes: stamps.map((stamp) => stamp?.mtimeMs ?? -1),
    ctimes: stamps.map((stamp) => stamp?.ctimeMs ?? -1),
  };
}
