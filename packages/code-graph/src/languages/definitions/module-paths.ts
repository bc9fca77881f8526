import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";

/** Paths that a specifier may mean in a file, the likeliest first; relative to the root. */
export type CandidatePaths = (fromPath: string, specifier: string, index: SourceIndex) => readonly string[];

/** Finds modules by their paths: the first candidate that was scanned. */
export function byPath(candidates: CandidatePaths): (index: SourceIndex) => ModuleResolver {
  return (index) => ({
    resolve(fromPath, specifier): ModuleTarget | null {
      const path = candidates(fromPath, specifier, index).find((each) => index.hasFile(each));
      return path === undefined ? null : { kind: "file", path };
    },
    submodule: () => null,
  });
}

/** Finds packages by the names that files give themselves, as `specifier`; what looks like a path by that. */
export function byPackage(candidates: CandidatePaths = () => []): (index: SourceIndex) => ModuleResolver {
  return (index) => {
    const paths = byPath(candidates)(index);
    return {
      resolve: (fromPath, specifier) =>
        paths.resolve(fromPath, specifier) ?? (specifier === "" ? null : { kind: "package", key: specifier }),
      submodule: () => null,
    };
  };
}

/** The folder of a file, `""` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** `path` from `folder` on, without `.` and `..`; `null` where it leaves the tree. */
function joinPath(folder: string, path: string): string | null {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

/** `path` from `folder` on, with each of the endings; none where it leaves the tree. */
export function withEndings(folder: string, path: string, endings: readonly string[]): string[] {
  const joined = joinPath(folder, path);
  return joined === null ? [] : endings.map((ending) => `${joined}${ending}`);
}

/** The folders around a file, from its own to the root, each followed by those of `below` in it. */
export function foldersAround(path: string, below: readonly string[] = []): string[] {
  const found: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    found.push(folder, ...below.map((each) => (folder === "" ? each : `${folder}/${each}`)));
    if (folder === "") return found;
  }
}
