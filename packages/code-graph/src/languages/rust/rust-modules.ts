import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";
import { type CargoManifest, readCargoManifest } from "./cargo-manifest.js";

/** Specifiers of what lies within the crate begin with one of these. */
export const CRATE = ".crate";
export const SELF = ".self";
export const SUPER = ".super";
/** Before a specifier: the file that the path leads to as far as modules are files, whatever comes after. */
export const AS_FAR_AS = "~";
/** Before a path that `#[path]` names. */
export const PATH = ".path ";

/** Folders whose files are crates of their own, beside `src`. */
const TARGET_FOLDERS = new Set(["tests", "examples", "benches", "bin"]);

/**
 * Finds modules by the rules of Cargo and of `mod`: `a` of `src/lib.rs` is `src/a.rs` or `src/a/mod.rs`, `b` of `src/a.rs`
 * is `src/a/b.rs` or `src/a/b/mod.rs`. Crates of the tree are known by the names in their manifests.
 */
export class RustModules implements ModuleResolver {
  readonly #index: SourceIndex;
  /** By folder. */
  readonly #manifests = new Map<string, CargoManifest>();
  /** Root files of libraries by the names of their crates. */
  readonly #libraries = new Map<string, string>();
  readonly #targets = new Set<string>();

  constructor(index: SourceIndex) {
    this.#index = index;
    for (const [path, content] of index.manifests) {
      if (!/(?:^|\/)Cargo\.toml$/.test(path)) continue;
      const manifest = readCargoManifest(folderOf(path), content);
      this.#manifests.set(manifest.folder, manifest);
      for (const target of manifest.targets) this.#targets.add(join(manifest.folder, target));
      const library = join(manifest.folder, manifest.library);
      this.#targets.add(library);
      if (manifest.crate !== null && index.hasFile(library)) this.#libraries.set(manifest.crate, library);
    }
  }

  resolve(fromPath: string, specifier: string): ModuleTarget | null {
    const isLoose = specifier.startsWith(AS_FAR_AS);
    const text = isLoose ? specifier.slice(AS_FAR_AS.length) : specifier;
    if (text.startsWith(PATH)) return this.#file(join(folderOf(fromPath), text.slice(PATH.length)));
    const [first = "", ...rest] = text.split("::");
    let at = this.#start(fromPath, first);
    for (const part of rest) {
      if (at === null) return null;
      const next = part === "super" ? this.#parentOf(at) : this.#child(at, part);
      if (next === null && isLoose) break;
      at = next;
    }
    return at === null ? null : { kind: "file", path: at };
  }

  /** Names of modules are names of the scope, by `mod`. */
  submodule(): ModuleTarget | null {
    return null;
  }

  #start(fromPath: string, first: string): string | null {
    if (first === CRATE) return this.#crateOf(fromPath);
    if (first === SELF) return fromPath;
    if (first === SUPER) return this.#parentOf(fromPath);
    const own = this.#child(fromPath, first);
    if (own !== null) return own;
    const name = this.#manifestOf(fromPath)?.renamed.get(first) ?? first;
    return this.#libraries.get(name) ?? null;
  }

  /** Root file of the crate that a file belongs to; `null` where that can't be told by the path. */
  #crateOf(path: string): string | null {
    if (this.#isRoot(path)) return path;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const name = folder.slice(folder.lastIndexOf("/") + 1);
      const manifest = this.#manifests.get(folder);
      if (manifest !== undefined && manifest.crate !== null) {
        const main = join(folder, "src/main.rs");
        const library = join(folder, manifest.library);
        return [library, main].find((each) => this.#index.hasFile(each)) ?? null;
      }
      // A program of several files: `src/bin/x/main.rs`.
      const main = join(folder, "main.rs");
      if (TARGET_FOLDERS.has(baseOf(folderOf(folder))) && this.#index.hasFile(main)) return main;
      if (TARGET_FOLDERS.has(name) && name !== "bin") return null;
      if (folder === "") break;
    }
    // No manifest: the outermost folder with a root file.
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const root = [join(folder, "lib.rs"), join(folder, "main.rs")].find((each) =>
        this.#index.hasFile(each),
      );
      if (root !== undefined) return root;
      if (folder === "") return null;
    }
  }

  /** Whether a file is the root of a crate, whose modules lie beside it. */
  #isRoot(path: string): boolean {
    if (this.#targets.has(path)) return true;
    const folder = folderOf(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name === "build.rs" && this.#manifests.has(folder)) return true;
    if (TARGET_FOLDERS.has(baseOf(folder))) return this.#isCrateFolder(folderOf(folder), baseOf(folder));
    return name === "lib.rs" || name === "main.rs";
  }

  /** `tests` beside a manifest, `bin` in its `src`. */
  #isCrateFolder(around: string, name: string): boolean {
    return name === "bin" ? baseOf(around) === "src" : this.#manifests.has(around);
  }

  #child(path: string, name: string): string | null {
    const base = this.#folderOfModule(path);
    const own = name.startsWith("r#") ? name.slice(2) : name;
    const found = [join(base, `${own}.rs`), join(base, `${own}/mod.rs`)].find((each) =>
      this.#index.hasFile(each),
    );
    return found ?? null;
  }

  /** Where the modules of a file lie. */
  #folderOfModule(path: string): string {
    const isFolder = this.#isRoot(path) || path.endsWith("/mod.rs") || path === "mod.rs";
    return isFolder ? folderOf(path) : path.replace(/\.rs$/, "");
  }

  #parentOf(path: string): string | null {
    if (this.#isRoot(path)) return null;
    const folder = folderOf(path);
    const around = path.endsWith("mod.rs") && baseOf(path) === "mod.rs" ? folderOf(folder) : folder;
    const beside = around === "" ? null : `${around}.rs`;
    const candidates = [
      ...(beside === null || beside === path ? [] : [beside]),
      join(around, "mod.rs"),
      join(around, "lib.rs"),
      join(around, "main.rs"),
    ];
    const named = candidates.find((each) => each !== path && this.#index.hasFile(each));
    if (named !== undefined) return named;
    const crate = this.#crateOf(path);
    return crate !== null && folderOf(crate) === around ? crate : null;
  }

  #manifestOf(path: string): CargoManifest | null {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const manifest = this.#manifests.get(folder);
      if (manifest !== undefined && manifest.crate !== null) return manifest;
      if (folder === "") return null;
    }
  }

  #file(path: string): ModuleTarget | null {
    return this.#index.hasFile(path) ? { kind: "file", path } : null;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Joins and takes out `.` and `..`; a way out of the tree leads to a file that is not there. */
function join(folder: string, relative: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return "\0";
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
