import type { OverviewAnswer } from "../api/views.js";

type MapFile = OverviewAnswer["files"][number];

/** What is known of files beside their sizes. */
export interface MapKnowledge {
  /** Files that differ from what was documented. */
  readonly changed: ReadonlySet<string>;
  /** By path. */
  readonly reach: ReadonlyMap<string, { readonly functions: number; readonly reached: number }>;
}

/** A folder or file of the map with all that lies in it. */
export interface MapPart {
  readonly path: string;
  /** Lines. */
  readonly size: number;
  readonly places: number;
  readonly documented: number;
  readonly changed: number;
  /** Lines of tests. */
  readonly tests: number;
  /** Functions, and how many of them tests come to; none where that was not asked. */
  readonly functions: number;
  readonly reached: number;
  readonly parts: readonly MapPart[];
}

/** The files as a tree of folders; a folder that holds one folder alone is told as that one. */
export function mapParts(files: readonly MapFile[], known: MapKnowledge): MapPart {
  return folderPart(".", files, known, "");
}

function folderPart(path: string, files: readonly MapFile[], known: MapKnowledge, prefix: string): MapPart {
  const inside = new Map<string, MapFile[]>();
  for (const file of files) {
    const end = file.path.indexOf("/", prefix.length);
    const child = end === -1 ? file.path : file.path.slice(0, end);
    const held = inside.get(child);
    if (held === undefined) inside.set(child, [file]);
    else held.push(file);
  }
  const parts = Array.from(inside, ([child, held]) =>
    held.length === 1 && held[0]?.path === child
      ? filePart(held[0], known)
      : folderPart(child, held, known, `${child}/`),
  );
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.parts.length > 0 && path !== ".") return only;
  const sum = (of: (part: MapPart) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return {
    path,
    size: sum(({ size }) => size),
    places: sum(({ places }) => places),
    documented: sum(({ documented }) => documented),
    changed: sum((part) => part.changed),
    tests: sum(({ tests }) => tests),
    functions: sum(({ functions }) => functions),
    reached: sum(({ reached }) => reached),
    parts,
  };
}

function filePart(
  { path, lines, places, documented, isTest }: MapFile,
  { changed, reach }: MapKnowledge,
): MapPart {
  return {
    path,
    size: lines,
    places,
    documented,
    changed: changed.has(path) ? 1 : 0,
    tests: isTest ? lines : 0,
    functions: reach.get(path)?.functions ?? 0,
    reached: reach.get(path)?.reached ?? 0,
    parts: [],
  };
}
