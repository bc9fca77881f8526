import { posix } from "node:path";
import { type CompilerConfiguration, parseCompilerConfiguration } from "./compiler-configuration.js";

const CONFIGURATION = /(?:^|\/)(?:ts|js)config(?:\.[^/]*)?\.json$/;
/** The names that hold for a folder without being named by anyone. */
const DEFAULT_NAMES = ["tsconfig.json", "jsconfig.json"];
const MAX_EXTENDS = 20;

/** What a configuration says with all that it extends; folders are relative to the root of the tree. */
interface Mappings {
  readonly baseUrl: string | null;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** What the targets of {@link paths} are relative to. */
  readonly pathsFolder: string;
}

/** `paths` and `baseUrl` of the TypeScript and JavaScript configurations of a tree, with `extends` and `references`. */
export class PathMappings {
  readonly #configurations = new Map<string, CompilerConfiguration>();
  readonly #byFolder = new Map<string, readonly Mappings[]>();

  /** @param manifests - files of the tree by path. */
  constructor(manifests: ReadonlyMap<string, string>) {
    for (const [path, content] of manifests)
      if (CONFIGURATION.test(path)) this.#configurations.set(path, parseCompilerConfiguration(content));
  }

  /** Paths, without endings, that a specifier in a file of `folder` may stand for, the first that exists being meant. */
  candidates(folder: string, specifier: string): string[] {
    if (this.#configurations.size === 0) return [];
    return this.#mappingsFor(folder).flatMap(({ baseUrl, paths, pathsFolder }) => [
      ...expandPaths(paths, specifier).map((target) => posix.join(pathsFolder, target)),
      ...(baseUrl === null || specifier.startsWith("#") ? [] : [posix.join(baseUrl, specifier)]),
    ]);
  }

  /** Those of the nearest configuration at or above a folder. */
  #mappingsFor(folder: string): readonly Mappings[] {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const path = DEFAULT_NAMES.map((name) => posix.join(folder, name)).find((name) =>
      this.#configurations.has(name),
    );
    const mappings =
      path !== undefined
        ? this.#withReferences(path)
        : folder === "."
          ? []
          : this.#mappingsFor(posix.dirname(folder));
    this.#byFolder.set(folder, mappings);
    return mappings;
  }

  /** A configuration may hold nothing itself and leave everything to the parts that it refers to. */
  #withReferences(path: string): readonly Mappings[] {
    const own = this.#merged(path, 0);
    const parts = this.#configurations.get(path)?.references ?? [];
    const inSameFolder = parts
      .map((part) => posix.join(posix.dirname(path), part))
      .filter((part) => posix.dirname(part) === posix.dirname(path))
      .map((part) => this.#merged(part, 0));
    return [own, ...inSameFolder].filter((mappings) => mappings !== null);
  }

  #merged(path: string, depth: number): Mappings | null {
    const configuration = this.#configurations.get(path);
    if (configuration === undefined || depth > MAX_EXTENDS) return null;
    const folder = posix.dirname(path);
    const bases = configuration.extends
      .filter((base) => base.startsWith("."))
      .map((base) => posix.join(folder, base))
      .map((base) => this.#merged(base.endsWith(".json") ? base : `${base}.json`, depth + 1))
      .filter((base) => base !== null)
      .reverse();
    const inheritedPaths = bases.find(({ paths }) => Object.keys(paths).length > 0);
    const baseUrl =
      configuration.baseUrl !== null
        ? posix.join(folder, configuration.baseUrl)
        : (bases.find((base) => base.baseUrl !== null)?.baseUrl ?? null);
    if (configuration.paths !== null)
      return { baseUrl, paths: configuration.paths, pathsFolder: baseUrl ?? folder };
    return {
      baseUrl,
      paths: inheritedPaths?.paths ?? {},
      pathsFolder: baseUrl ?? inheritedPaths?.pathsFolder ?? folder,
    };
  }
}

/** Targets of the pattern that fits best: the very specifier, or else the longest text before the star. */
function expandPaths(paths: Mappings["paths"], specifier: string): string[] {
  if (Object.hasOwn(paths, specifier)) return [...(paths[specifier] ?? [])];
  let best: readonly string[] = [];
  let bestLength = -1;
  let middle = "";
  for (const [pattern, targets] of Object.entries(paths)) {
    const star = pattern.indexOf("*");
    if (star <= bestLength) continue;
    const after = pattern.slice(star + 1);
    if (!specifier.startsWith(pattern.slice(0, star)) || !specifier.endsWith(after)) continue;
    if (specifier.length < pattern.length - 1) continue;
    best = targets;
    bestLength = star;
    middle = specifier.slice(star, specifier.length - after.length);
  }
  return best.map((target) => target.replace("*", () => middle));
}
