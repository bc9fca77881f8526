import { ALL_LANGUAGES, type Discovery, discoverFiles } from "@stemma/code-graph";
import { type Clock, systemClock } from "@stemma/core";
import { hashOfFile, isOfEarlierReadme } from "./documented-names.js";
import type { FileHashes } from "./file-hashes.js";
import { type FileStamp, isSameStamp, isSettled, stampOf } from "./file-stamp.js";
import { type SeenFile, SeenFiles } from "./seen-files.js";
import { StampColumns } from "./stamp-columns.js";
import { type StampDifferences, type StampedPlaces, stampDifferences } from "./stamp-differences.js";
import type { ChangedFile } from "./standing.js";
import type { FileRules, SeenTree } from "./standing-record.js";

/** Which tree, and which of its files count. */
export interface LookedAtTree {
  readonly root: string;
  readonly rules: FileRules;
}

/** The part of a {@link Discovery} that says where to look. */
export type FoundPlaces = Pick<Discovery, "folders" | "ignoreFiles"> & {
  readonly files: readonly { readonly path: string }[];
};

/** What is known of a tree before it is looked at. */
export interface KnownTree {
  readonly documented: FileHashes;
  readonly seen: SeenTree | null;
}

/** What a look at the tree has found. */
export interface LookedAt {
  /** What differs from what was documented, by path. */
  readonly files: readonly ChangedFile[];
  /** What is worth keeping; `undefined` where that is nothing new. */
  readonly seen: SeenTree | undefined;
}

/** How a look is taken. */
export interface LookOptions {
  readonly clock?: Pick<Clock, "now"> | undefined;
  /** Who looks at the places that are known. */
  readonly differences?:
    | ((places: StampedPlaces) => StampDifferences | Promise<StampDifferences>)
    | undefined;
}

/**
 * What there is to see of the tree now. What is known is not read again: a folder whose times are the same is not listed, and a file
 * of the same times and size is not read.
 */
export async function lookAtTree(
  tree: LookedAtTree,
  known: KnownTree,
  { clock = systemClock, differences = stampDifferences }: LookOptions = {},
): Promise<LookedAt> {
  const startedMs = clock.now();
  const { seen } = known;
  if (seen !== null) {
    const columns = [seen.folders, seen.ignoreFiles, seen.files.stamps];
    const [folders, ignoreFiles, files = []] = await differences({ root: tree.root, columns });
    const hasSamePlaces = folders?.length === 0 && ignoreFiles?.length === 0;
    if (hasSamePlaces) return lookAtFiles(tree.root, { ...known, seen, differing: files }, startedMs);
  }
  const places = await findPlaces(tree);
  const rows = seen?.files.toMap(nameIn(known.documented));
  const files = new Map<string, SeenFile | null>();
  const compared = new Comparison(known.documented);
  for (const path of pathsOf(places)) {
    const stamp = stampOf(`${tree.root}/${path}`);
    const before = rows?.get(path);
    const isSame = stamp !== null && before && isSameStamp(before, stamp);
    const now = isSame ? before : readFile(tree.root, path, stamp);
    files.set(path, now !== null && isSettled(now, startedMs) ? now : null);
    if (now !== null) compared.add(path, now.hash);
  }
  const seenFiles = SeenFiles.of(files, nameIn(known.documented));
  return { files: compared.files(), seen: { ...stampPlaces(tree, places, startedMs), files: seenFiles } };
}

/** Where the same files are there: those whose stamps differ are read, and of the others nothing is put together. */
function lookAtFiles(
  root: string,
  { documented, seen, differing }: KnownTree & { seen: SeenTree; differing: readonly number[] },
  startedMs: number,
): LookedAt {
  const { files } = seen;
  const compared = new Comparison(documented);
  const read = new Map<string, SeenFile | null>();
  const isDifferent = new Set(differing);
  let isNews = false;
  for (const [index, path] of files.stamps.paths.entries()) {
    if (!isDifferent.has(index)) {
      if (files.isAsDocumented(index)) compared.same++;
      else compared.add(path, files.otherHash(path) ?? "");
      continue;
    }
    const now = readFile(root, path, stampOf(`${root}/${path}`));
    if (now !== null) compared.add(path, now.hash);
    const isSure = now !== null && isSettled(now, startedMs);
    isNews ||= isSure;
    read.set(path, isSure ? now : null);
  }
  if (!isNews) return { files: compared.files(() => presentIn(files, read)), seen: undefined };
  const name = nameIn(documented);
  const rows = files.toMap(name);
  for (const [path, now] of read) rows.set(path, now);
  const fresh = { ...seen, files: SeenFiles.of(rows, name) };
  return { files: compared.files(() => presentIn(files, read)), seen: fresh };
}

/** Names of those that are as documented, and were not read again. */
function* presentIn(files: SeenFiles, read: ReadonlyMap<string, unknown>): Generator<string> {
  for (const [index, path] of files.stamps.paths.entries()) {
    if (files.isAsDocumented(index) && !read.has(path)) yield path;
  }
}

/** Compares what is there with what is documented. */
class Comparison {
  /** How many are as documented, of which nothing else was told. */
  same = 0;
  readonly #documented: FileHashes;
  readonly #changed: ChangedFile[] = [];
  readonly #there = new Set<string>();

  constructor(documented: FileHashes) {
    this.#documented = documented;
  }

  /** `hash`: empty for a file that says nothing. */
  add(path: string, hash: string): void {
    if (hash === "") return;
    const before = this.#documented.get(path);
    if (before !== undefined) this.#there.add(path);
    if (hash !== before) this.#changed.push({ path, change: before === undefined ? "added" : "modified" });
  }

  /** By path; `present`: the names of {@link Comparison.same}. */
  files(present: () => Iterable<string> = () => []): readonly ChangedFile[] {
    if (this.same + this.#there.size < this.#documented.size) {
      const gone = new Set(this.#documented.toMap().keys());
      for (const names of [present(), this.#there]) for (const name of names) gone.delete(name);
      for (const path of gone) if (!isOfEarlierReadme(path)) this.#changed.push({ path, change: "deleted" });
    }
    return this.#changed.sort((one, other) => (one.path < other.path ? -1 : 1));
  }
}

/** What a scan that began at `startedMs` has seen: `documented` has the hashes of what it read. */
export function seenByScan(
  tree: LookedAtTree,
  found: FoundPlaces,
  { documented, startedMs }: { readonly documented: FileHashes; readonly startedMs: number },
): SeenTree {
  const name = nameIn(documented);
  const files = pathsOf(found).map((path): [string, SeenFile | null] => {
    const stamp = stampOf(`${tree.root}/${path}`);
    const isSure = stamp !== null && isSettled(stamp, startedMs);
    return [path, isSure ? { ...stamp, hash: name(path) ?? "" } : null];
  });
  return { ...stampPlaces(tree, found, startedMs), files: SeenFiles.of(new Map(files), name) };
}

const nameIn =
  (documented: FileHashes) =>
  (path: string): string | undefined =>
    documented.get(path);

function readFile(root: string, path: string, stamp: FileStamp | null): SeenFile | null {
  return stamp === null ? null : { ...stamp, hash: hashOfFile(root, path) };
}

function pathsOf({ files }: FoundPlaces): string[] {
  return files.map(({ path }) => path);
}

function findPlaces({ root, rules }: LookedAtTree): Promise<FoundPlaces> {
  const { include, exclude } = rules;
  return discoverFiles(root, {
    languages: ALL_LANGUAGES,
    exclude,
    ...(include.length > 0 ? { include } : {}),
  });
}

function stampPlaces({ root }: LookedAtTree, found: FoundPlaces, startedMs: number): Omit<SeenTree, "files"> {
  const stampAll = (paths: readonly string[]): StampColumns =>
    StampColumns.of(
      new Map(
        paths.map((path) => {
          const stamp = stampOf(`${root}/${path}`);
          return [path, stamp !== null && isSettled(stamp, startedMs) ? stamp : null];
        }),
      ),
    );
  return { folders: stampAll(found.folders), ignoreFiles: stampAll(found.ignoreFiles) };
}
