import type { Dirent } from "node:fs";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ignore from "ignore";
import { RootNotReadableError } from "../errors/root-not-readable-error.js";
import type { Language } from "../languages/language.js";
import { languageOf } from "../languages/language-table.js";
import { IgnoreRules } from "./ignore-rules.js";
import type { SkippedFile, SkipReason } from "./skip-reason.js";

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
  readonly language: Language;
}

/** What the walk found. */
export interface Discovery {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  readonly skipped: readonly SkippedFile[];
  readonly unsupportedFiles: number;
  /** Files that resolvers read, by path (`package.json`, `tsconfig.json`, `go.mod`). */
  readonly manifests: ReadonlyMap<string, string>;
}

/** What the walk takes. */
export interface DiscoverOptions {
  readonly languages: readonly Language[];
  /** Patterns in the syntax of `.gitignore`; a file must match one of them. */
  readonly include?: readonly string[];
  /** Patterns in the syntax of `.gitignore`. */
  readonly exclude?: readonly string[];
}

/**
 * Lists the source files below `root`. Symbolic links are not followed, so that no loop and no way out of the tree
 * exists; a folder that can't be listed is reported and passed over.
 *
 * @throws {RootNotReadableError} code `"ROOT_NOT_READABLE"`.
 */
export async function discoverFiles(root: string, options: DiscoverOptions): Promise<Discovery> {
  const files: FoundFile[] = [];
  const skipped: SkippedFile[] = [];
  const manifests = new Map<string, string>();
  const manifestNames = ignore().add(options.languages.flatMap((language) => language.manifestNames));
  const included =
    options.include === undefined || options.include.length === 0 ? null : ignore().add([...options.include]);
  const excluded = ignore().add([...(options.exclude ?? [])]);
  let unsupportedFiles = 0;
  const skip = (path: string, reason: SkipReason): void => void skipped.push({ path, reason });

  const open: { folder: string; rules: IgnoreRules }[] = [{ folder: ".", rules: IgnoreRules.none }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder } = next;
    let entries: Dirent[];
    try {
      entries = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      if (folder === ".") throw new RootNotReadableError(root, error);
      skip(folder, "unreadable");
      continue;
    }
    const names = new Set(entries.map((entry) => entry.name));
    if (names.has(ENVIRONMENT_MARK)) continue;
    const contents: string[] = [];
    for (const name of IGNORE_FILES)
      if (names.has(name)) contents.push(await readOrEmpty(join(root, folder, name)));
    const rules = next.rules.extend(
      folder,
      contents.filter((content) => content !== ""),
    );
    for (const entry of entries) {
      const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if ((isFolder && NEVER_ENTERED.has(entry.name)) || rules.isIgnored(path, isFolder)) continue;
      if (excluded.ignores(isFolder ? `${path}/` : path)) continue;
      if (entry.name.includes("\uFFFD") && !(await exists(join(root, path)))) skip(path, "name not UTF-8");
      else if (isFolder) open.push({ folder: path, rules });
      else if (included !== null && !included.ignores(path)) continue;
      else {
        if (entry.isFile() && manifestNames.ignores(entry.name))
          manifests.set(path, await readOrEmpty(join(root, path)));
        const language = languageOf(entry.name, options.languages);
        if (language === null) unsupportedFiles++;
        else if (entry.isSymbolicLink()) skip(path, "symlink");
        else if (entry.isFile()) files.push({ path, language });
        else skip(path, "unreadable");
      }
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, skipped, unsupportedFiles, manifests };
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    // An ignore file that can't be read ignores nothing; a manifest likewise tells nothing.
    return "";
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
