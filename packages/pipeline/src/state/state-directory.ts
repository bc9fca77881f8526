import { access, constants, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { makeDirectories, randomHexId, StemmaError } from "@stemma/core";
import { StateUnusableError } from "../errors/state-unusable-error.js";
import { type FormatFile, readFormatFile, stateFormat, writeFormatFile } from "./format-file.js";
import { isWithin } from "./is-within.js";
import { sealOf } from "./seal.js";
import { stateDirectoryName } from "./state-names.js";
import { tightenModes } from "./tighten-modes.js";
import { isUnclaimed, requireOwnPlace, requireOwnState, type StateClaim } from "./whose-state.js";

/** Places inside a state directory. Everything in it but the history can be made again from the source tree. */
export interface StateDirectory {
  readonly directory: string;
  /** The documented tree. */
  readonly root: string;
  /** Nothing in the directory is anybody else's. */
  readonly isAlone: boolean;
  /** SQLite file of the code graph and its documentation. */
  readonly graphFile: string;
  /** Chroma's data directory. */
  readonly chromaDirectory: string;
  /** What parsing found in each file, by content. */
  readonly factsFile: string;
  /** Which texts were written here, or accepted. */
  readonly madeHereFile: string;
  /** By which commit and remote the other texts came. */
  readonly cameByFile: string;
  /** Vectors by content, so that no text is embedded twice. */
  readonly embeddingCacheFile: string;
  /** What a question is first compared with: static vectors and words of all records. */
  readonly firstStageFile: string;
  /** Which assistant is writing of which node. */
  readonly workItemsFile: string;
  /** Calls that are with a service's batches. */
  readonly batchesFile: string;
  /** What belongs to the history of the index; the only part that can't be made again. */
  readonly historyDirectory: string;
}

function placesIn(directory: string, root: string, isAlone: boolean): StateDirectory {
  return {
    directory,
    root,
    isAlone,
    graphFile: join(directory, "graph.sqlite"),
    chromaDirectory: join(directory, "chroma"),
    factsFile: join(directory, "facts.log"),
    madeHereFile: join(directory, "made-here.log"),
    cameByFile: join(directory, "came-by.log"),
    embeddingCacheFile: join(directory, "embeddings.sqlite"),
    firstStageFile: join(directory, "first-stage.sqlite"),
    workItemsFile: join(directory, "work-items.sqlite"),
    batchesFile: join(directory, "batches.sqlite"),
    historyDirectory: join(directory, "history"),
  };
}

const defaultPlace = (root: string): string => resolve(root, stateDirectoryName);

/** What is known of a state directory before it is looked at. */
export interface StateDirectoryOptions {
  /** Take the directory that is there, whoever made it. Default `false`. */
  readonly isTrusted?: boolean | undefined;
}

/**
 * Opens the state directory of a tree, making it when there is none; private to the user, whatever the umask, and ignored by
 * git. One that the user's Stemma has not made is not taken, and nothing in it is changed.
 *
 * @throws {@link StateUnusableError} when it cannot be written, is damaged, was written by a newer version, or is not the user's.
 */
export async function prepareStateDirectory(
  root: string,
  stateDir?: string,
  { isTrusted = false }: StateDirectoryOptions = {},
): Promise<StateDirectory> {
  const directory = resolve(root, stateDir ?? stateDirectoryName);
  const claim = { directory, root, isNamed: directory !== defaultPlace(root) };
  let mark = await markOf(claim, isTrusted);
  let isAlone: boolean;
  try {
    if (mark === undefined) {
      await makeDirectories(directory, 0o700);
      if (!isTrusted) await requireOwnPlace(claim);
      // Another process may have begun the same state meanwhile.
      if (!(await isUnclaimed(directory))) mark = await markOf(claim, isTrusted);
      if (mark === undefined) await requireUnclaimed(claim);
    }
    isAlone = mark?.isAlone ?? (mark === undefined || !claim.isNamed);
    await access(directory, constants.W_OK);
    const id = mark?.id ?? randomHexId();
    const seal = (await sealOf(id)) ?? mark?.seal;
    await writeFormatFile(directory, { format: stateFormat, root: resolve(root), id, seal, isAlone });
    await writeFile(join(directory, ".gitignore"), "*\n", { flag: "wx", mode: 0o600 }).catch(ifThere);
    if (isAlone) await tightenModes(directory);
  } catch (cause) {
    if (StemmaError.isInstance(cause)) throw cause;
    throw StateUnusableError.notWritable(directory, cause);
  }
  return placesIn(directory, resolve(root), isAlone);
}

/** The state of the nearest documented tree at or above `from`; `null` when there is none. @throws {@link StateUnusableError} */
export async function findStateDirectory(
  from: string,
  stateDir?: string,
  { isTrusted = false }: StateDirectoryOptions = {},
): Promise<StateDirectory | null> {
  if (stateDir !== undefined) {
    const directory = resolve(from, stateDir);
    const isNamed = directory !== defaultPlace(from);
    const mark = await markOf({ directory, root: from, isNamed }, isTrusted);
    return mark === undefined ? null : placesIn(directory, mark.root, mark.isAlone ?? !isNamed);
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const directory = join(folder, stateDirectoryName);
    // The folder may have been moved with its tree since it was written: where it stands counts.
    const mark = await markOf({ directory, root: folder, isNamed: false }, isTrusted);
    if (mark !== undefined) return placesIn(directory, folder, mark.isAlone ?? true);
    if (folder === dirname(folder)) return null;
  }
}

/** The mark of a directory that is the user's own; `undefined` where there is none. */
async function markOf(claim: StateClaim, isTrusted: boolean): Promise<FormatFile | undefined> {
  const mark = readFormatFile(claim.directory);
  if (mark === undefined || isTrusted) return mark;
  await requireOwnPlace(claim);
  await requireOwnState(claim, mark);
  return mark;
}

/** @throws {@link StateUnusableError} for a directory with somebody else's files: those would become the state's */
async function requireUnclaimed({ directory, root }: StateClaim): Promise<void> {
  if (isWithin(directory, root)) throw StateUnusableError.notOurs(directory, "it holds the tree itself");
  if (!(await isUnclaimed(directory))) throw StateUnusableError.notOurs(directory, "it holds other files");
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
