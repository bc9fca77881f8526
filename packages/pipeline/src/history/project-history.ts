import { existsSync } from "node:fs";
import { chromaPythonPath } from "@stemma/chroma";
import { hasErrorCode, type Logger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath, type WorkingCopyOptions } from "@stemma/versions";
import { HistoryMissingError } from "../errors/history-missing-error.js";
import { HistoryUnavailableError } from "../errors/history-unavailable-error.js";
import type { StateDirectory } from "../state/state-directory.js";
import { gitAuthor } from "./git-author.js";

/** How a {@link ProjectHistory} is opened. */
export interface ProjectHistoryOptions {
  readonly venv: string | undefined;
  /** A server's URL; history is kept only for an index without one. */
  readonly chroma: string | undefined;
  /** Begin the history where there is none. */
  readonly begin: boolean;
  readonly logger: Logger;
}

/**
 * The history of a tree's index, in the state directory. It may be open beside the index: Python is one interpreter a
 * process, and in it a Chroma directory is opened once for all.
 */
export class ProjectHistory {
  readonly versions: SyncManager;
  readonly #python: PythonContext;

  private constructor(versions: SyncManager, python: PythonContext) {
    this.versions = versions;
    this.#python = python;
  }

  /** @throws HistoryMissingError, HistoryUnavailableError, and the errors of `SyncManager.open` and `SyncManager.init` */
  static async open(state: StateDirectory, options: ProjectHistoryOptions): Promise<ProjectHistory> {
    const { venv, chroma, begin, logger } = options;
    if (chroma !== undefined) throw new HistoryUnavailableError(chroma);
    if (!begin && !existsSync(state.historyStateFile)) throw new HistoryMissingError(state.root);
    const author = await gitAuthor(state.root);
    const python = await PythonContext.start({
      pythonPath: [chromaPythonPath(), versionsPythonPath()],
      ...(venv === undefined ? {} : { venv }),
    });
    const workingCopy: WorkingCopyOptions = {
      chroma: state.chromaDirectory,
      state: state.historyStateFile,
      repository: state.historyFile,
      python,
      author,
      logger: withoutFailures(logger),
    };
    try {
      const versions = await (begin ? beginOrOpen(workingCopy) : SyncManager.open(workingCopy));
      return new ProjectHistory(versions, python);
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

/** Failures reach the caller as typed errors, of which an unknown ref is one; the log need not tell them again. */
function withoutFailures(logger: Logger): Logger {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.debug(fields, message),
  };
}

/** Begins first: that also finishes a beginning that was interrupted, which opening can't. */
async function beginOrOpen(workingCopy: WorkingCopyOptions): Promise<SyncManager> {
  try {
    return await SyncManager.init(workingCopy);
  } catch (error) {
    if (!hasErrorCode(error, "WORKING_COPY_EXISTS")) throw error;
    return SyncManager.open(workingCopy);
  }
}
