import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";

/** A `go.mod`: where a module's packages are. */
interface GoModule {
  readonly path: string;
  /** `""` for the root. */
  readonly folder: string;
}

/**
 * Finds packages by the import path: the module whose path it begins with, a `replace` by a folder, or `vendor`. Packages
 * of the standard library and of modules that are not in the tree are outside.
 */
export class GoModules implements ModuleResolver {
  readonly #index: SourceIndex;
  /** Longest path first: a module within a module takes its part of the paths. */
  readonly #modules: readonly GoModule[];

  constructor(index: SourceIndex) {
    this.#index = index;
    const modules: GoModule[] = [];
    for (const [manifest, content] of index.manifests)
      if (/(?:^|\/)go\.mod$/.test(manifest)) modules.push(...readManifest(parentOf(manifest), content));
    this.#modules = modules.sort((a, b) => b.path.length - a.path.length || (a.folder < b.folder ? -1 : 1));
  }

  resolve(fromPath: string, specifier: string): ModuleTarget | null {
    if (specifier.startsWith(".")) return this.#package(join(parentOf(fromPath), specifier));
    for (const { path, folder } of this.#modules) {
      if (specifier !== path && !specifier.startsWith(`${path}/`)) continue;
      const found = this.#package(join(folder, specifier.slice(path.length + 1)));
      if (found !== null) return found;
    }
    for (let folder = parentOf(fromPath); ; folder = parentOf(folder)) {
      const found = this.#package(join(folder, `vendor/${specifier}`));
      if (found !== null || folder === "") return found;
    }
  }

  /** Packages hold no packages: a folder below is a package of its own, imported by its own path. */
  submodule(): ModuleTarget | null {
    return null;
  }

  #package(folder: string): ModuleTarget | null {
    return folder === "" || this.#index.hasFolder(folder) ? { kind: "package", key: folder } : null;
  }
}

/** The package of a file: its folder's, or the tests' beside it (`package p_test`), or a program among a library's files. */
export function packageOf(path: string, packageName: string | null): string {
  const folder = parentOf(path);
  // Such files are for the tools to leave out: nobody imports them.
  if (/(?:^|\/)[_.][^/]*$/.test(path)) return path;
  if (packageName === null) return folder;
  if (packageName.endsWith("_test") && path.endsWith("_test.go")) return `${folder}\ntest`;
  return packageName === "main" ? `${folder}\nmain` : folder;
}

/** The module itself, and those that `replace` directives take from folders. */
function readManifest(folder: string, content: string): GoModule[] {
  const text = content.replace(/\/\/[^\n]*/g, "");
  const path = /^\s*module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
  const modules = path === undefined ? [] : [{ path, folder }];
  for (const [, from = "", to = ""] of text.matchAll(
    /^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s*=>\s*(\.\.?\/\S*)\s*$/gm,
  ))
    modules.push({ path: from, folder: join(folder, to) });
  return modules;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Joins and takes out `.` and `..`; a way out of the tree leads to a folder that is not there. */
function join(folder: string, relative: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return "\0";
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
