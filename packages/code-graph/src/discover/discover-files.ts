import type { Dirent } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { hasErrorCode, readFileBounded } from "@stemma/core";
import ignore from "ignore";
import { RootNotReadableError } from "../errors/root-not-readable-error.js";
import { TreeRefusedError } from "../errors/tree-refused-error.js";
import type { AnyLanguage } from "../languages/language.js";
import { languageOf } from "../languages/language-table.js";
import { IgnoreRules } from "./ignore-rules.js";
import { type DiscoveryLimits, defaultLimits } from "./limits.js";
import { listFolder } from "./list-folder.js";
import { isCostly } from "./pattern-cost.js";
import { Readmes } from "./readmes.js";
import type { SkippedFile, SkipReason } from "./skip-reason.js";
import { TimeBudget } from "./time-budget.js";

/** Folders that hold no source of the project itself, whatever the ignore files say. */
const NEVER_ENTERED = new Set([
  ".git",
  ".hg",
  ".svn",
  ".stemma",
  "node_modules",
  "__pycache__",
  ".venv",
  ".tox",
  ".nox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".nx",
]);
const IGNORE_FILES = [".gitignore", ".stemmaignore"];
/** Says that a folder is a Python virtual environment, whatever its name. */
const ENVIRONMENT_MARK = "pyvenv.cfg";

/** A source file that was found. */
export interface FoundFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly language: AnyLanguage;
}

/** What the walk found. */
export interface Discovery {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  readonly skipped: readonly SkippedFile[];
  readonly unsupportedFiles: number;
  /** Files that resolvers read, by path (`package.json`, `tsconfig.json`, `go.mod`). */
  readonly manifests: ReadonlyMap<string, string>;
  /** What folders say of themselves, by path: the introductions of their READMEs. */
  readonly introductions: ReadonlyMap<string, string>;
  /** The READMEs that count, one a folder with files. */
  readonly readmes: readonly string[];
  /** What was looked into, and what decided what counts: as long as they stay as they are, no other file is found. */
  readonly folders: readonly string[];
  readonly ignoreFiles: readonly string[];
  /** Folders that were met and not looked into: by their names, or by rules. */
  readonly leftOut: readonly string[];
}

/** What the walk takes. */
export interface DiscoverOptions {
  readonly languages: readonly AnyLanguage[];
  /** Patterns in the syntax of `.gitignore`; a file must match one of them. */
  readonly include?: readonly string[] | undefined;
  /** Patterns in the syntax of `.gitignore`. */
  readonly exclude?: readonly string[] | undefined;
  /** Those of {@link defaultLimits} that are to be others. */
  readonly limits?: Partial<DiscoveryLimits> | undefined;
  /** Called before each folder; throws when the walk is to stop. */
  readonly check?: (() => void) | undefined;
}

/**
 * Lists the source files below `root`. Symbolic links are not followed, so that no loop and no way out of the tree
 * exists; a folder that can't be listed is reported and passed over. Nothing that is no regular file is opened, and neither
 * memory nor time is taken without a bound.
 *
 * @throws {@link RootNotReadableError} `ROOT_NOT_READABLE`.
 * @throws {@link TreeRefusedError} `TREE_TOO_LARGE` or `IGNORE_RULES_UNUSABLE`.
 */
export async function discoverFiles(root: string, options: DiscoverOptions): Promise<Discovery> {
  return new Walk(root, options).run();
}

/** A folder that waits to be looked at. */
interface OpenFolder {
  readonly folder: string;
  readonly depth: number;
  readonly rules: IgnoreRules;
}

class Walk {
  readonly #root: string;
  readonly #options: DiscoverOptions;
  readonly #limits: DiscoveryLimits;
  readonly #patterns: TimeBudget;
  readonly #files: FoundFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #manifests = new Map<string, string>();
  readonly #readmes = new Readmes();
  readonly #folders: string[] = [];
  readonly #ignoreFiles: string[] = [];
  readonly #leftOut: string[] = [];
  readonly #isManifest: (name: string) => boolean;
  readonly #isIncluded: (path: string) => boolean;
  readonly #isExcluded: (path: string) => boolean;
  /** Those that were given may be a tree's own, too. */
  readonly #isCostly: boolean;
  #unsupportedFiles = 0;
  #entries = 0;
  #manifestsBytes = 0;

  constructor(root: string, options: DiscoverOptions) {
    const { languages, include = [], exclude = [], limits } = options;
    this.#root = root;
    this.#options = options;
    this.#limits = { ...defaultLimits, ...limits };
    this.#patterns = new TimeBudget(this.#limits.patternTimeMs);
    const names = ignore().add(languages.flatMap((language) => language.manifestNames));
    this.#isManifest = (name) => names.ignores(name);
    this.#isCostly = isCostly([...include, ...exclude].join("\n"));
    const included = ignore().add([...include]);
    this.#isIncluded = include.length === 0 ? () => true : (path) => included.ignores(path);
    const excluded = ignore().add([...exclude]);
    this.#isExcluded = (path) => excluded.ignores(path);
  }

  async run(): Promise<Discovery> {
    const open: OpenFolder[] = [{ folder: ".", depth: 0, rules: IgnoreRules.none }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      this.#options.check?.();
      // A walk holds the thread for one folder at a time.
      await setImmediate();
      this.#folders.push(next.folder);
      const entries = this.#list(next.folder);
      const isEnvironment = entries?.some(({ name }) => name === ENVIRONMENT_MARK) ?? false;
      if (isEnvironment && next.folder !== ".") this.#leftOut.push(next.folder);
      if (entries === null || isEnvironment) continue;
      open.push(...(await this.#look(next, entries)));
    }
    this.#files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const paths = this.#files.map(({ path }) => path);
    return {
      files: this.#files,
      skipped: this.#skipped,
      unsupportedFiles: this.#unsupportedFiles,
      manifests: this.#manifests,
      introductions: this.#readmes.introductions(this.#root, paths),
      readmes: this.#readmes.paths(paths),
      folders: this.#folders,
      ignoreFiles: this.#ignoreFiles,
      leftOut: this.#leftOut,
    };
  }

  /** `null` for a folder that can't be listed. */
  #list(folder: string): Dirent[] | null {
    const { maxEntries } = this.#limits;
    let entries: Dirent[] | null;
    try {
      entries = listFolder(join(this.#root, folder), maxEntries - this.#entries);
    } catch (error) {
      if (folder === ".") throw new RootNotReadableError(this.#root, error);
      this.#skip(folder, "unreadable");
      return null;
    }
    if (entries === null) throw TreeRefusedError.tooLarge(this.#root, maxEntries);
    this.#entries += entries.length;
    this.#patterns.extend(entries.length * this.#limits.patternTimePerEntryMs);
    return entries;
  }

  /** Takes the files of a folder; gives the folders in it that are to be looked at. */
  async #look({ folder, depth, rules }: OpenFolder, entries: readonly Dirent[]): Promise<OpenFolder[]> {
    const taken: { entry: Dirent; path: string; isIncluded: boolean }[] = [];
    const pathOf = (name: string): string => (folder === "." ? name : `${folder}/${name}`);
    const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
    const ignoreFiles = IGNORE_FILES.filter((name) => names.has(name)).map(pathOf);
    const contents = ignoreFiles.map((path) => this.#readIgnoreFile(path));
    this.#ignoreFiles.push(...ignoreFiles);
    let own = rules;
    const look = (): void => {
      own = rules.extend(
        folder,
        contents.filter((content) => content !== ""),
      );
      for (const entry of entries) {
        const path = pathOf(entry.name);
        const isFolder = entry.isDirectory();
        if (
          (isFolder && NEVER_ENTERED.has(entry.name)) ||
          own.isIgnored(path, isFolder) ||
          this.#isExcluded(isFolder ? `${path}/` : path)
        ) {
          if (isFolder) this.#leftOut.push(path);
        } else if (isFolder || this.#isIncluded(path)) taken.push({ entry, path, isIncluded: true });
        else if (entry.name.includes("\uFFFD")) taken.push({ entry, path, isIncluded: false });
      }
    };
    const isCostlyHere = this.#isCostly || rules.isCostly || contents.some(isCostly);
    if (!isCostlyHere) look();
    else if (!this.#patterns.run(look))
      throw TreeRefusedError.ignoreRules(
        ignoreFiles[0] ?? folder,
        "comparing paths with them takes too long",
      );
    const folders: OpenFolder[] = [];
    for (const { entry, path, isIncluded } of taken) {
      if (entry.name.includes("\uFFFD") && !(await exists(join(this.#root, path))))
        this.#skip(path, "name not UTF-8");
      else if (!isIncluded) continue;
      else if (!entry.isDirectory()) this.#take(entry, folder, path);
      else if (depth < this.#limits.maxDepth) folders.push({ folder: path, depth: depth + 1, rules: own });
      else this.#skip(path, "too deep");
    }
    return folders;
  }

  #take(entry: Dirent, folder: string, path: string): void {
    if (entry.isFile()) this.#readmes.note(folder, entry.name);
    if (entry.isFile() && this.#isManifest(entry.name)) this.#manifests.set(path, this.#readManifest(path));
    const language = languageOf(path, this.#options.languages);
    if (language === null) this.#unsupportedFiles++;
    else if (entry.isSymbolicLink()) this.#skip(path, "symlink");
    else if (entry.isFile()) this.#files.push({ path, language });
    else this.#skip(path, "unreadable");
  }

  #skip(path: string, reason: SkipReason): void {
    this.#skipped.push({ path, reason });
  }

  /** One that can't be read ignores nothing, as with git; one that is too large is no ignore file of a person's. */
  #readIgnoreFile(path: string): string {
    try {
      const bytes = readFileBounded(join(this.#root, path), { maxBytes: this.#limits.maxIgnoreFileBytes });
      return bytes.toString("utf8");
    } catch (error) {
      if (hasErrorCode(error, "FILE_UNUSABLE"))
        throw TreeRefusedError.ignoreRules(path, error.message, error);
      return "";
    }
  }

  /** One that can't be read, or is too large, tells nothing. */
  #readManifest(path: string): string {
    const { maxManifestBytes, maxManifestsBytes } = this.#limits;
    const maxBytes = Math.min(maxManifestBytes, maxManifestsBytes - this.#manifestsBytes);
    try {
      const bytes = readFileBounded(join(this.#root, path), { maxBytes });
      this.#manifestsBytes += bytes.length;
      return bytes.toString("utf8");
    } catch {
      return "";
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
