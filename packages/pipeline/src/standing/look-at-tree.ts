import { type Discovery, discoverFiles, LANGUAGES, sourceHash } from "@stemma/code-graph";
import { type Clock, systemClock } from "@stemma/core";
import { type FileStamp, isSameStamp, isSettled, stampOf } from "./file-stamp.js";
import type { ChangedFile } from "./standing.js";
import type { FileRules, SeenFile, SeenTree } from "./standing-record.js";

/** Which tree, and which of its files count. */
export interface LookedAtTree {
  readonly root: string;
  readonly rules: FileRules;
}

/** The part of a {@link Discovery} that says where to look. */
export type FoundPlaces = Pick<Discovery, "folders" | "ignoreFiles"> & {
  readonly files: readonly { readonly path: string }[];
};

/** Fits nothing: what has it is looked at again. */
const UNSETTLED: FileStamp = { size: 0, mtimeMs: -1, ctimeMs: -1 };

/** What a look at the tree has found. */
export interface LookedAt {
  readonly seen: SeenTree;
  /** Is told the content's hash of each file that is there; empty for one that is no source that people wrote. */
  forEachFile(visit: (path: string, hash: string) => void): void;
  /** There is something in `seen` that is worth keeping. */
  readonly isNews: boolean;
}

/**
 * What there is to see of the tree now. What `seen` knows is not read again: a folder whose times are the same is not listed, and
 * a file of the same times and size is not read.
 */
export async function lookAtTree(
  tree: LookedAtTree,
  seen: SeenTree | null,
  { clock = systemClock }: { readonly clock?: Pick<Clock, "now"> } = {},
): Promise<LookedAt> {
  const { root } = tree;
  const startedMs = clock.now();
  if (seen !== null && hasSamePlaces(root, seen)) {
    const read = readChanged(root, seen.files.keys(), seen, startedMs);
    return lookedAt(seen, read, read.isNews);
  }
  const places = await findPlaces(tree);
  const paths = places.files.map(({ path }) => path);
  const read = readChanged(root, paths, seen, startedMs);
  const files = new Map(paths.map((path) => [path, seen?.files.get(path) ?? null]));
  return lookedAt({ ...stampPlaces(tree, places, startedMs), files }, read, true);
}

interface ReadFiles {
  /** Files that are not as they were last seen; `null`: gone. */
  readonly changed: ReadonlyMap<string, { readonly hash: string; readonly seen: SeenFile | null } | null>;
  readonly isNews: boolean;
}

function readChanged(
  root: string,
  paths: Iterable<string>,
  seen: SeenTree | null,
  startedMs: number,
): ReadFiles {
  const changed = new Map<string, { readonly hash: string; readonly seen: SeenFile | null } | null>();
  let isNews = false;
  for (const path of paths) {
    const place = `${root}/${path}`;
    const stamp = stampOf(place);
    const known = seen?.files.get(path);
    if (stamp !== null && known && isSameStamp(known, stamp)) continue;
    if (stamp === null) changed.set(path, null);
    else {
      const hash = sourceHash(place) ?? "";
      const isSure = isSettled(stamp, startedMs);
      isNews ||= isSure;
      changed.set(path, { hash, seen: isSure ? { ...stamp, hash } : null });
    }
  }
  return { changed, isNews };
}

function lookedAt(seen: SeenTree, { changed }: ReadFiles, isNews: boolean): LookedAt {
  const files = changed.size === 0 ? seen.files : new Map(seen.files);
  if (files instanceof Map) {
    for (const [path, now] of changed) files.set(path, now?.seen ?? null);
  }
  return {
    seen: { ...seen, files },
    isNews,
    forEachFile(visit) {
      files.forEach((file, path) => {
        const now = changed.get(path);
        if (now !== null) visit(path, now?.hash ?? file?.hash ?? "");
      });
    },
  };
}

/** What a scan that began at `startedMs` has seen: the graph has the hashes of what it read. */
export function seenByScan(
  tree: LookedAtTree,
  found: FoundPlaces,
  { hashes, startedMs }: { readonly hashes: ReadonlyMap<string, string>; readonly startedMs: number },
): SeenTree {
  const files = found.files.map(({ path }): [string, SeenFile | null] => {
    const stamp = stampOf(`${tree.root}/${path}`);
    const isSure = stamp !== null && isSettled(stamp, startedMs);
    return [path, isSure ? { ...stamp, hash: hashes.get(path) ?? "" } : null];
  });
  return { ...stampPlaces(tree, found, startedMs), files: new Map(files) };
}

/** What differs from what was documented, by path. */
export function changedFiles(
  documented: ReadonlyMap<string, string>,
  looked: Pick<LookedAt, "forEachFile">,
): ChangedFile[] {
  const changed: ChangedFile[] = [];
  let there = 0;
  looked.forEachFile((path, hash) => {
    if (hash === "") return;
    const before = documented.get(path);
    if (before !== undefined) there++;
    if (hash !== before) changed.push({ path, change: before === undefined ? "added" : "modified" });
  });
  if (there < documented.size) {
    const gone = new Set(documented.keys());
    looked.forEachFile((path, hash) => {
      if (hash !== "") gone.delete(path);
    });
    for (const path of gone) changed.push({ path, change: "deleted" });
  }
  return changed.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function findPlaces({ root, rules }: LookedAtTree): Promise<FoundPlaces> {
  const { include, exclude } = rules;
  return discoverFiles(root, {
    languages: LANGUAGES,
    exclude,
    ...(include.length > 0 ? { include } : {}),
  });
}

function hasSamePlaces(root: string, { folders, ignoreFiles }: SeenTree): boolean {
  for (const places of [folders, ignoreFiles]) {
    for (const [path, before] of places) {
      const now = stampOf(`${root}/${path}`);
      if (now === null || !isSameStamp(before, now)) return false;
    }
  }
  return true;
}

function stampPlaces({ root }: LookedAtTree, found: FoundPlaces, startedMs: number): Omit<SeenTree, "files"> {
  const stampAll = (paths: readonly string[]): Map<string, FileStamp> =>
    new Map(
      paths.map((path) => {
        const stamp = stampOf(`${root}/${path}`);
        return [path, stamp !== null && isSettled(stamp, startedMs) ? stamp : UNSETTLED];
      }),
    );
  return {
    folders: stampAll(found.folders),
    ignoreFiles: stampAll(found.ignoreFiles),
  };
}
