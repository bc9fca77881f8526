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

/**
 * What there is to see of the tree now. What `seen` knows is not read again: a folder whose times are the same is not listed, and
 * a file of the same times and size is not read. `isNews`: it is worth keeping.
 */
export async function lookAtTree(
  tree: LookedAtTree,
  seen: SeenTree | null,
  { clock = systemClock }: { readonly clock?: Pick<Clock, "now"> } = {},
): Promise<{
  readonly seen: SeenTree;
  readonly hashes: ReadonlyMap<string, string>;
  readonly isNews: boolean;
}> {
  const { root } = tree;
  const startedMs = clock.now();
  const isKnown = seen !== null && hasSamePlaces(root, seen);
  const places = isKnown ? undefined : await findPlaces(tree);
  const files = new Map<string, SeenFile | null>();
  const hashes = new Map<string, string>();
  let isNews = !isKnown;
  for (const path of places?.files.map((file) => file.path) ?? seen?.files.keys() ?? []) {
    const stamp = stampOf(`${root}/${path}`);
    if (stamp === null) continue;
    const known = seen?.files.get(path);
    if (known && isSameStamp(known, stamp)) {
      files.set(path, known);
      hashes.set(path, known.hash);
      continue;
    }
    const hash = sourceHash(`${root}/${path}`) ?? "";
    const isSure = isSettled(stamp, startedMs);
    isNews ||= isSure;
    files.set(path, isSure ? { ...stamp, hash } : null);
    hashes.set(path, hash);
  }
  if (places === undefined && seen !== null) return { seen: { ...seen, files }, hashes, isNews };
  return { seen: { ...stampPlaces(tree, places, startedMs), files }, hashes, isNews };
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
  hashes: ReadonlyMap<string, string>,
): ChangedFile[] {
  const changed: ChangedFile[] = [];
  for (const [path, hash] of hashes) {
    const before = documented.get(path);
    if (hash === "" || hash === before) continue;
    changed.push({ path, change: before === undefined ? "added" : "modified" });
  }
  for (const path of documented.keys()) {
    if ((hashes.get(path) ?? "") === "") changed.push({ path, change: "deleted" });
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

function stampPlaces(
  { root }: LookedAtTree,
  found: FoundPlaces | undefined,
  startedMs: number,
): Omit<SeenTree, "files"> {
  const stampAll = (paths: readonly string[]): Map<string, FileStamp> =>
    new Map(
      paths.map((path) => {
        const stamp = stampOf(`${root}/${path}`);
        return [path, stamp !== null && isSettled(stamp, startedMs) ? stamp : UNSETTLED];
      }),
    );
  return {
    folders: stampAll(found?.folders ?? []),
    ignoreFiles: stampAll(found?.ignoreFiles ?? []),
  };
}
