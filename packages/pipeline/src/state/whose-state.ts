import { lstat, readdir, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { hasErrorCode } from "@stemma/core";
import { StateUnusableError } from "../errors/state-unusable-error.js";
import { runGit } from "../git/run-git.js";
import { type FormatFile, isFreshFormatFile } from "./format-file.js";
import { isWithin } from "./is-within.js";
import { isOwnedByUser } from "./owner.js";
import { isSealed } from "./seal.js";
import { formatFileName } from "./state-names.js";

/** A state directory of which is asked whose it is. */
export interface StateClaim {
  readonly directory: string;
  /** The tree that it is to be the state of. */
  readonly root: string;
  /** The user has named the directory itself. */
  readonly isNamed: boolean;
}

/**
 * Refuses a directory that belongs to another user, or that a link of the tree leads to.
 *
 * @throws {@link StateUnusableError} `STATE_NOT_OURS`
 */
export async function requireOwnPlace({ directory, root }: StateClaim): Promise<void> {
  const stat = await lstat(directory);
  if (stat.isSymbolicLink() && isWithin(root, directory)) throw linked(directory, await realpath(directory));
  const real = await realpath(directory);
  if (isWithin(root, directory)) {
    const expected = join(await realpath(root), relative(resolve(root), resolve(directory)));
    if (real !== expected) throw linked(directory, real);
  }
  if (!isOwnedByUser(await lstat(real)))
    throw StateUnusableError.notOurs(directory, "it belongs to another user");
}

/**
 * Refuses what this user's Stemma has not made. What bears no seal, as that of versions before there were seals, is taken for
 * the user's where it names this tree as its own (or was named by the user), git has not brought it, and it holds no links.
 *
 * @throws {@link StateUnusableError} `STATE_NOT_OURS`
 */
export async function requireOwnState(claim: StateClaim, mark: FormatFile): Promise<void> {
  const { directory, root, isNamed } = claim;
  if (await isSealed(mark.id, mark.seal)) return;
  // As text: a path such as /proc/self/cwd is every tree's.
  const ownNames = [resolve(root), await realpath(root)];
  if (!isNamed && !ownNames.includes(mark.root))
    throw StateUnusableError.notOurs(directory, `it was made for ${JSON.stringify(mark.root)}`);
  if (await isInGit(directory)) throw StateUnusableError.notOurs(directory, "it came with the tree, by git");
  const link = await firstLink(directory);
  if (link !== undefined) throw StateUnusableError.notOurs(directory, `${link} in it is a symbolic link`);
}

/** Whether a directory holds nothing but what a Stemma that was killed at the very beginning left. */
export async function isUnclaimed(directory: string): Promise<boolean> {
  const names = await readdir(directory);
  return names.every((name) => name === ".gitignore" || isFreshFormatFile(name));
}

function linked(directory: string, to: string): StateUnusableError {
  return StateUnusableError.notOurs(directory, `it is a symbolic link, to ${to}`);
}

/** What git can't say counts as brought by it. */
async function isInGit(directory: string): Promise<boolean> {
  try {
    const args = ["ls-files", "--", join(directory, formatFileName)];
    const listed = await runGit({ directory: dirname(directory), args });
    return listed !== undefined && listed.length > 0;
  } catch (error) {
    if (hasErrorCode(error, "GIT_FAILED") || hasErrorCode(error, "GIT_DUBIOUS_OWNERSHIP")) return true;
    throw error;
  }
}

async function firstLink(directory: string): Promise<string | undefined> {
  const open = [directory];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isSymbolicLink()) return relative(directory, path);
      if (entry.isDirectory()) open.push(path);
    }
  }
  return undefined;
}
