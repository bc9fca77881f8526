import { posix } from "node:path";
import type { ModuleResolver, ModuleTarget, SourceIndex } from "../language.js";
import { conditionsOf, isNodeModule, isTypeScript } from "./node-rules.js";
import { expandExports, type PackageManifest, parseManifest } from "./package-manifest.js";
import { PathMappings } from "./path-mappings.js";

const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts"];
/** What a compiled name in an import may have been compiled from. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts", ".jsx"],
  ".jsx": [".tsx", ".d.ts"],
  ".mjs": [".mts", ".d.mts"],
  ".cjs": [".cts", ".d.cts"],
};
const BUILD_FOLDER = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)(?:\/(?:esm|cjs|src|types))?\//;

interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/**
 * Finds modules as Node, bundlers and the TypeScript compiler do: relative paths with the endings of TypeScript, `index`
 * files, `paths` and `baseUrl` of the nearest configuration, packages of the workspace by name with their `exports`, and
 * `#imports`. Where a manifest points into a build folder, its source is
 * looked for.
 */
export class ScriptModules implements ModuleResolver {
  readonly #index: SourceIndex;
  readonly #packages = new Map<string, WorkspacePackage>();
  readonly #packagesByFolder = new Map<string, WorkspacePackage>();
  readonly #mappings: PathMappings;

  constructor(index: SourceIndex) {
    this.#index = index;
    this.#mappings = new PathMappings(index.manifests);
    for (const [path, content] of [...index.manifests].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (posix.basename(path) !== "package.json") continue;
      const manifest = parseManifest(content);
      if (manifest === null) continue;
      const entry = { folder: posix.dirname(path), manifest };
      this.#packagesByFolder.set(entry.folder, entry);
      if (manifest.name !== null && !this.#packages.has(manifest.name))
        this.#packages.set(manifest.name, entry);
    }
  }

  resolve(fromPath: string, specifier: string): ModuleTarget | null {
    const clean = specifier.replace(/[?#].*$/, (query, at: number) => (at === 0 ? query : ""));
    const folder = posix.dirname(fromPath);
    if (/^\.{1,2}(?:\/|$)/.test(clean)) {
      const path = posix.join(folder, clean);
      return (isTypeScript(fromPath) ? this.#source(path) : null) ?? this.#file(path);
    }
    for (const candidate of this.#mappings.candidates(folder, clean)) {
      const mapped = this.#file(candidate);
      if (mapped !== null) return mapped;
    }
    if (clean.startsWith("#")) return this.#resolveImports(fromPath, clean);
    if (isNodeModule(clean)) return null;
    const parts = clean.split("/");
    const nameLength = clean.startsWith("@") ? 2 : 1;
    const found = this.#packages.get(parts.slice(0, nameLength).join("/"));
    return found === undefined ? null : this.#inPackage(found, parts.slice(nameLength).join("/"), fromPath);
  }

  submodule(): ModuleTarget | null {
    return null;
  }

  #resolveImports(fromPath: string, specifier: string): ModuleTarget | null {
    for (let current = posix.dirname(fromPath); ; current = posix.dirname(current)) {
      const found = this.#packagesByFolder.get(current);
      if (found !== undefined)
        return this.#firstOf(
          found,
          expandExports(found.manifest.imports, specifier, conditionsOf(fromPath)) ?? [],
        );
      if (current === ".") return null;
    }
  }

  #inPackage(found: WorkspacePackage, subpath: string, fromPath: string): ModuleTarget | null {
    const { manifest } = found;
    const key = subpath === "" ? "." : `./${subpath}`;
    const targets = expandExports(manifest.exports, key, conditionsOf(fromPath));
    // `null` in place of a target keeps a folder to the package itself.
    if (targets === null) return null;
    const listed = this.#firstOf(found, targets);
    if (listed !== null) return listed;
    if (subpath !== "") return this.#file(posix.join(found.folder, subpath));
    return this.#firstOf(found, [...manifest.entries, "./src/index", "./index"]);
  }

  #firstOf(found: WorkspacePackage, targets: readonly string[]): ModuleTarget | null {
    for (const target of targets) {
      if (!/^\.{0,2}\/|^\w/.test(target)) continue;
      const direct = this.#file(posix.join(found.folder, target));
      if (direct !== null) return direct;
    }
    for (const target of targets) {
      const inside = target.replace(BUILD_FOLDER, "");
      if (inside === target) continue;
      for (const source of ["src", "."]) {
        const fromSource = this.#file(
          posix.join(found.folder, source, inside.replace(/\.d\.([cm]?)ts$/, ".$1js")),
        );
        if (fromSource !== null) return fromSource;
      }
    }
    return null;
  }

  /** What the compiler takes for a compiled name, also where there is a file of that very name. */
  #source(path: string): ModuleTarget | null {
    const ending = posix.extname(path);
    const stem = path.slice(0, path.length - ending.length);
    const source = (SOURCES_OF[ending] ?? []).find((candidate) => this.#index.hasFile(stem + candidate));
    return source === undefined ? null : { kind: "file", path: stem + source };
  }

  #file(path: string): ModuleTarget | null {
    if (path.startsWith("..")) return null;
    const normal = path.replace(/\/$/, "");
    if (this.#index.hasFile(normal)) return { kind: "file", path: normal };
    const ending = posix.extname(normal);
    const stem = normal.slice(0, normal.length - ending.length);
    for (const source of SOURCES_OF[ending] ?? [])
      if (this.#index.hasFile(stem + source)) return { kind: "file", path: stem + source };
    for (const candidate of ENDINGS)
      if (this.#index.hasFile(normal + candidate)) return { kind: "file", path: normal + candidate };
    if (!this.#index.hasFolder(normal)) return null;
    const nested = this.#packagesByFolder.get(normal);
    if (nested !== undefined && normal !== ".") {
      for (const entry of nested.manifest.entries) {
        const target = posix.join(normal, entry);
        if (target !== normal && this.#index.hasFile(target)) return { kind: "file", path: target };
      }
    }
    for (const candidate of ENDINGS) {
      const indexFile = posix.join(normal, `index${candidate}`);
      if (this.#index.hasFile(indexFile)) return { kind: "file", path: indexFile };
    }
    return null;
  }
}
