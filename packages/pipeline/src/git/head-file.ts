import { lstatSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readFileBounded } from "@stemma/core";

/** A branch's name has at most some hundred characters, a worktree's path a few thousand. */
const MAX_BYTES = 8_192;

/** Refs that are kept otherwise (reftable): the file stays what it is. */
const SAYS_NOTHING = "ref: refs/heads/.invalid";

/**
 * Which file git keeps its place in (`HEAD`, of the nearest repository at or above a directory), and what it says: as long as this stays
 * the same, so does what git says of its branch. `undefined` where a file does not tell: without a repository, in one that git may
 * pass by, or where refs are kept otherwise.
 */
export function readHeadFile(directory: string): string | undefined {
  try {
    const repository = nearestRepository(resolve(directory));
    if (repository === undefined) return undefined;
    const head = join(repository, "HEAD");
    const said = readFileBounded(head, { maxBytes: MAX_BYTES }).toString("latin1");
    return said.startsWith(SAYS_NOTHING) ? undefined : `${head}\n${said}`;
  } catch {
    return undefined;
  }
}

function nearestRepository(directory: string): string | undefined {
  const place = join(directory, ".git");
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined) {
    const parent = dirname(directory);
    return parent === directory ? undefined : nearestRepository(parent);
  }
  if (found.isDirectory() || (found.isSymbolicLink() && statSync(place).isDirectory())) return place;
  // Of a worktree or a submodule.
  const [, path] =
    /^gitdir: (.+?)\n*$/u.exec(readFileBounded(place, { maxBytes: MAX_BYTES }).toString("utf8")) ?? [];
  return path === undefined ? undefined : resolve(directory, path);
}
