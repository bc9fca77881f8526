import { existsSync } from "node:fs";
import { hasErrorCode, type Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import { historyLimits, SyncManager, versionsPythonPath, type WorkingCopyOptions } from "@stemma/versions";
import type { StemmaConfig } from "../config/config-schema.js";
import { HistoryMissingError } from "../errors/history-missing-error.js";
import { requireNothingHalfForgotten } from "../forget/forget-mark.js";
import { MadeHere } from "../origin/made-here.js";
import { type OpenPythonOptions, openPython } from "../project/open-python.js";
import type { StateDirectory } from "../state/state-directory.js";
import { gitAuthor } from "./git-author.js";
import { type HistoryPaths, historyPaths } from "./history-paths.js";

/** How a {@link ProjectHistory} is opened. */
export interface ProjectHistoryOptions {
  readonly venv: string | undefined;
  /** See {@link OpenPythonOptions}. */
  readonly isTrusted: OpenPythonOptions["isTrusted"];
  readonly prints?: OpenPythonOptions["prints"] | undefined;
  /** A Chroma server's URL; the state's own directory when there is none. */
  readonly chroma: string | undefined;
  readonly chromaToken: string | undefined;
  /** The tree's own collection: all that is versioned of a server, which others may share. */
  readonly collection: string;
  /** The configuration's `versions`. */
  readonly versions: string | undefined;
  readonly versionsPassword: string | undefined;
  /** The configuration's; what is not there is as usual. */
  readonly historyLimits: StemmaConfig["historyLimits"];
  readonly logger: Logger;
}

/** What to do where the index has no place in a history yet. */
export type HistoryBeginning =
  /** Reject with HISTORY_MISSING. */
  | { readonly mode: "require" }
  /** Begin a history; where there is one, take a place on its branch, or on `main`. */
  | { readonly mode: "begin"; readonly branch: string | undefined }
  /** Take a place in the history that is there. */
  | { readonly mode: "attach"; readonly branch: string }
  /** Copy the history of a remote. */
  | { readonly mode: "clone"; readonly url: string; readonly branch: string | undefined };

/** Where the collections are whose history it is. */
export type HistoryPlace = Pick<
  StateDirectory,
  "root" | "directory" | "historyDirectory" | "chromaDirectory" | "madeHereFile"
>;

/**
 * The history of a tree's index. It may be open beside the index: Python is one interpreter a process, and in it a Chroma
 * directory is opened once for all.
 */
export class ProjectHistory {
  readonly versions: SyncManager;
  readonly place: HistoryPaths;
  readonly #python: PythonContext;

  private constructor(versions: SyncManager, place: HistoryPaths, python: PythonContext) {
    this.versions = versions;
    this.place = place;
    this.#python = python;
  }

  /**
   * @throws {@link HistoryMissingError} `HISTORY_MISSING`
   * @throws {@link ForgetUnfinishedError} `FORGET_UNFINISHED`
   * @throws the errors of `SyncManager.open`, `init`, `attach` and `clone`
   */
  static async open(
    state: HistoryPlace,
    options: ProjectHistoryOptions,
    beginning: HistoryBeginning,
  ): Promise<ProjectHistory> {
    const { venv, isTrusted, prints, chroma, chromaToken: token, collection, logger } = options;
    requireNothingHalfForgotten(state);
    const place = historyPaths(state, options.versions, options.versionsPassword);
    if (beginning.mode === "require" && !existsSync(place.stateFile)) {
      throw new HistoryMissingError(state.root, place.isThere ?? true);
    }
    const author = await gitAuthor(state.root);
    const python = await openPython({ venv, isTrusted, prints, pythonPath: [versionsPythonPath()] });
    const workingCopy: WorkingCopyOptions = {
      chroma: chroma ?? state.chromaDirectory,
      chromaAccess: chroma === undefined ? undefined : { token, collections: [collection] },
      state: place.stateFile,
      repository: place.repository,
      python,
      author,
      limits: historyLimits(options.historyLimits),
      logger: withoutFailures(logger),
    };
    try {
      const versions = await openVersions(workingCopy, beginning);
      // What came with a history is nobody's here until it is accepted.
      if (beginning.mode === "clone" || beginning.mode === "attach") beginMadeHere(state);
      return new ProjectHistory(versions, place, python);
    } catch (error) {
      await python.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.versions.close();
    await this.#python.close();
  }
}

function beginMadeHere({ madeHereFile }: HistoryPlace): void {
  const madeHere = new MadeHere(madeHereFile);
  if (!madeHere.isKept) madeHere.add([]);
}

function openVersions(workingCopy: WorkingCopyOptions, beginning: HistoryBeginning): Promise<SyncManager> {
  switch (beginning.mode) {
    case "require":
      return SyncManager.open(workingCopy);
    case "begin":
      return beginOrOpen(workingCopy, beginning.branch);
    case "attach":
      return SyncManager.attach(workingCopy, beginning.branch, { keep: true });
    case "clone":
      return SyncManager.clone(workingCopy, beginning.url, beginning.branch);
  }
}

/** Begins first: that also finishes a beginning that was interrupted, which opening can't. */
async function beginOrOpen(
  workingCopy: WorkingCopyOptions,
  branch: string | undefined,
): Promise<SyncManager> {
  try {
    return await SyncManager.init(workingCopy);
  } catch (error) {
    if (hasErrorCode(error, "WORKING_COPY_EXISTS")) return SyncManager.open(workingCopy);
    if (hasErrorCode(error, "REPOSITORY_EXISTS")) return attach(workingCopy, branch);
    throw error;
  }
}

/** A branch that only git has yet is made from `main` afterwards. */
async function attach(workingCopy: WorkingCopyOptions, branch = "main"): Promise<SyncManager> {
  try {
    return await SyncManager.attach(workingCopy, branch, { keep: true });
  } catch (error) {
    if (branch === "main" || !hasErrorCode(error, "UNKNOWN_REF")) throw error;
    return SyncManager.attach(workingCopy, "main", { keep: true });
  }
}

/** Failures reach the caller as typed errors, of which an unknown ref is one; the log need not tell them again. */
function withoutFailures(logger: Logger): Logger {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.debug(fields, message),
  };
}
