import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";
import { STANDARD_MODULES } from "./python-library.js";

/**
 * Finds Python modules by the rules of the import system, with the folders that a run could have on `sys.path`: any
 * folder above the importing file that is not itself a package, and `src` in it. A top-level package that is nowhere
 * there is taken from elsewhere in the tree only when the tree has exactly one of that name.
 */
export class PythonModules implements ModuleResolver {
  readonly #index: SourceIndex;
  /** Folders that hold a top-level package, by the package's name. */
  readonly #packageRoots = new Map<string, string[]>();

  constructor(index: SourceIndex) {
    this.#index = index;
    for (const path of index.filePaths) {
      if (!path.endsWith("/__init__.py")) continue;
      const folder = parentOf(path);
      const root = parentOf(folder);
      if (this.#isRegularPackage(root)) continue;
      const name = lastPart(folder);
      const roots = this.#packageRoots.get(name);
      if (roots === undefined) this.#packageRoots.set(name, [root]);
      else roots.push(root);
    }
  }

  resolve(fromPath: string, specifier: string): ModuleTarget | null {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    if (dots > 0) return this.#resolveRelative(fromPath, dots, specifier.slice(dots));
    const parts = specifier.split(".");
    const top = parts[0] ?? specifier;
    const isStandard = STANDARD_MODULES.has(top);
    for (let folder = parentOf(fromPath); ; folder = parentOf(folder)) {
      const isTop = folder === ".";
      if (!this.#isRegularPackage(folder) && (!isStandard || isTop)) {
        const found = this.#walk(folder, parts) ?? this.#walk(join(folder, "src"), parts);
        if (found !== null) return found;
      }
      if (isTop) break;
    }
    // The scanned folder is a package itself: what is in it knows it by its name.
    if (top === this.#index.rootName && this.#isRegularPackage("."))
      return parts.length === 1 ? this.#package(".") : this.#walk(".", parts.slice(1));
    const roots = isStandard ? [] : (this.#packageRoots.get(top) ?? []);
    return roots.length === 1 ? this.#walk(roots[0] ?? ".", parts) : null;
  }

  submodule(of: ModuleTarget, name: string): ModuleTarget | null {
    if (of.kind === "folder") return this.#find(of.path, name);
    return of.kind === "file" && lastPart(of.path) === "__init__.py"
      ? this.#find(parentOf(of.path), name)
      : null;
  }

  #resolveRelative(fromPath: string, dots: number, rest: string): ModuleTarget | null {
    let folder = parentOf(fromPath);
    for (let level = 1; level < dots; level++) {
      if (folder === ".") return null;
      folder = parentOf(folder);
    }
    // A script's folder is no package: nothing is above it.
    if (dots > 1 && folder === "." && !this.#isRegularPackage(folder)) return null;
    return rest === "" ? this.#package(folder) : this.#walk(folder, rest.split("."));
  }

  #walk(folder: string, parts: readonly string[]): ModuleTarget | null {
    let found: ModuleTarget | null = null;
    let current = folder;
    for (const part of parts) {
      found = this.#find(current, part);
      if (found === null) return null;
      current = join(current, part);
    }
    return found;
  }

  /** A package wins over a module of the same name, a module over a folder without `__init__.py`. */
  #find(folder: string, name: string): ModuleTarget | null {
    const path = join(folder, name);
    for (const file of [`${path}/__init__.py`, `${path}.py`, `${path}.pyi`])
      if (this.#index.hasFile(file)) return { kind: "file", path: file };
    return this.#index.hasFolder(path) ? { kind: "folder", path } : null;
  }

  #package(folder: string): ModuleTarget | null {
    const file = join(folder, "__init__.py");
    if (this.#index.hasFile(file)) return { kind: "file", path: file };
    return this.#index.hasFolder(folder) ? { kind: "folder", path: folder } : null;
  }

  #isRegularPackage(folder: string): boolean {
    return this.#index.hasFile(join(folder, "__init__.py"));
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function join(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}
