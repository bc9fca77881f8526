import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";
import { STANDARD_HEADERS } from "./c-standard-headers.js";

const SOURCES = /\.(?:c|h|cc|cpp|cxx|hpp|hh|hxx|inl|inc|ipp|tpp)$/i;

/**
 * Finds what `#include` names: beside the file, else below a folder that a compiler would be told of. Which these are, the tree
 * tells: a file whose path ends with what is written. Of several the nearest counts; where two are as near, none does.
 */
export class CModules implements ModuleResolver {
  readonly #index: SourceIndex;
  /** Paths of C and C++ files by their last part. */
  #byName: Map<string, string[]> | null = null;

  constructor(index: SourceIndex) {
    this.#index = index;
  }

  resolve(fromPath: string, specifier: string): ModuleTarget | null {
    // All files of the tree are one package: what is declared in one may be defined in any.
    if (specifier === "") return { kind: "package", key: "" };
    const isSystem = specifier.startsWith("<");
    const path = specifier
      .slice(1, -1)
      .replaceAll("\\", "/")
      .replace(/^(?:\.\/)+/, "");
    const folder = parentOf(fromPath);
    const beside = join(folder, path);
    if (!isSystem && beside !== null && this.#index.hasFile(beside)) return { kind: "file", path: beside };
    if (isSystem && STANDARD_HEADERS.has(path)) return null;
    const found = this.#nearest(folder, path.replace(/^(?:\.\.\/)+/, ""), fromPath);
    return found === null ? null : { kind: "file", path: found };
  }

  submodule(): ModuleTarget | null {
    return null;
  }

  #nearest(folder: string, path: string, fromPath: string): string | null {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const candidates = (this.#names().get(name) ?? []).filter(
      (candidate) => candidate !== fromPath && (candidate === path || candidate.endsWith(`/${path}`)),
    );
    const [only] = candidates;
    if (candidates.length < 2) return only ?? null;
    const ranked = candidates
      .map((candidate) => ({ candidate, distance: distanceOf(folder, candidate, path) }))
      .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
    const [first, second] = ranked;
    return first === undefined || first.distance === second?.distance ? null : first.candidate;
  }

  #names(): Map<string, string[]> {
    if (this.#byName !== null) return this.#byName;
    const found = new Map<string, string[]>();
    for (const path of this.#index.filePaths) {
      if (!SOURCES.test(path)) continue;
      const name = path.slice(path.lastIndexOf("/") + 1);
      const known = found.get(name);
      if (known === undefined) found.set(name, [path]);
      else known.push(path);
    }
    this.#byName = found;
    return found;
  }
}

/** Steps up from the including file to a folder that both are in, each counting more than any steps down from it. */
function distanceOf(folder: string, candidate: string, path: string): number {
  const from = folder === "" ? [] : folder.split("/");
  const base = candidate.slice(0, candidate.length - path.length).replace(/\/$/, "");
  const to = base === "" ? [] : base.split("/");
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return 1000 * (from.length - common) + (to.length - common);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Joins and takes out `.` and `..`; `null` for a way out of the tree. */
function join(folder: string, relative: string): string | null {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
