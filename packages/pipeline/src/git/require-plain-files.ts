import { realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readFileBounded } from "@stemma/core";
import { GitError } from "../errors/git-error.js";

/** What git opens of a repository to say anything of it, without a look at what it is. */
const READ_BY_GIT = [
  "HEAD",
  "config",
  "config.worktree",
  "commondir",
  "gitdir",
  "index",
  "packed-refs",
  "shallow",
  "info/attributes",
  "info/exclude",
  "info/grafts",
  "info/sparse-checkout",
  "objects/info/alternates",
] as const;
/** The same of the work tree's uppermost folder; a pipe in a lower one makes git wait, until it is stopped. */
const READ_OF_TREE = [".gitattributes", ".gitignore"] as const;

/** A path or a ref's name. */
const MAX_BYTES = 8_192;

/**
 * git waits for ever at a pipe in the place of a file of its repository, and reads a device to its end, which it may not have. Of the nearest
 * repository at or above a directory none of the files that git begins with may be one.
 *
 * @throws {@link GitError} `GIT_FAILED` that names the file
 */
export function requirePlainFiles(directory: string, what: string): void {
  const refuse = (path: string): never => {
    throw GitError.failed(directory, what, `${path} is a pipe or a device`, undefined);
  };
  // As git sees where it is.
  for (let tree = realPath(directory); ; tree = dirname(tree)) {
    const place = join(tree, ".git");
    if (isEndless(place)) refuse(place);
    const own = repositoryAt(place);
    if (own !== undefined) {
      const bad = [...filesOf(own), ...READ_OF_TREE.map((name) => join(tree, name))].find(isEndless);
      if (bad !== undefined) refuse(bad);
      // git goes on above what is no repository.
      if (statOf(join(own, "HEAD"))?.isFile() === true) return;
    }
    if (dirname(tree) === tree) return;
  }
}

function realPath(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return resolve(directory);
  }
}

/** The folder of a repository, which a worktree and a submodule name in a file. */
function repositoryAt(place: string): string | undefined {
  const found = statOf(place);
  if (found === undefined || found.isDirectory()) return found && place;
  const path = /^gitdir: (.+?)\n*$/u.exec(read(place))?.[1];
  return path === undefined ? undefined : resolve(dirname(place), path);
}

function* filesOf(repository: string): Generator<string> {
  yield* READ_BY_GIT.map((name) => join(repository, name));
  // A worktree has the rest with all others of its repository.
  const common = resolve(repository, read(join(repository, "commondir")).trim() || ".");
  if (common !== repository) yield* READ_BY_GIT.map((name) => join(common, name));
  const branch = /^ref: (refs\/\S+)\n*$/u.exec(read(join(repository, "HEAD")))?.[1];
  if (branch !== undefined) yield* new Set([repository, common].map((folder) => join(folder, branch)));
}

/** A pipe, or a device that has no end at once; links lead to it, too. */
function isEndless(path: string): boolean {
  const stat = statOf(path);
  if (stat === undefined) return false;
  if (stat.isFIFO() || stat.isBlockDevice()) return true;
  return stat.isCharacterDevice() && realpathSync(path) !== "/dev/null";
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // In a folder that can't be looked into; git says why.
    return undefined;
  }
}

function read(path: string): string {
  try {
    return readFileBounded(path, { maxBytes: MAX_BYTES, followsLink: true }).toString("utf8");
  } catch {
    return "";
  }
}
