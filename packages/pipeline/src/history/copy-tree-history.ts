import { resolve } from "node:path";
import { type CallOptions, hasErrorCode, silentLogger } from "@stemma/core";
import type { CopiedHistory, Repository } from "@stemma/versions";
import { secretsFromEnvironment } from "../config/environment.js";
import { loadConfig } from "../config/load-config.js";
import { HistoryMissingError } from "../errors/history-missing-error.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { requireNothingHalfForgotten } from "../forget/forget-mark.js";
import { openPython } from "../project/open-python.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import { requireDirectory } from "../project/require-directory.js";
import { findStateDirectory } from "../state/state-directory.js";
import { gitAuthor } from "./git-author.js";
import { historyPaths } from "./history-paths.js";

/**
 * Makes the history of the nearest documented tree at or above `directory` again in another database: `dolt:`, `dolt:<directory>`,
 * `mysql://…`, or a doltlite file. The tree goes on with its own; the configuration's `versions` leads it to the copy.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link HistoryMissingError} `HISTORY_MISSING`
 * @throws the errors of `copyHistory`
 */
export async function copyTreeHistory(
  directory: string,
  to: string,
  options: OpenProjectOptions & CallOptions = {},
): Promise<CopiedHistory> {
  const { flags, signal, timeoutMs, logger = silentLogger } = options;
  const from = await requireDirectory(directory);
  const first = await loadConfig(from, flags);
  const state = await findStateDirectory(from, first.config.stateDir, { isTrusted: first.isTrusted });
  if (state === null) throw new NotDocumentedError(from);
  requireNothingHalfForgotten(state);
  const { config, isTrusted } = await loadConfig(state.root, flags);
  const { versionsPassword } = secretsFromEnvironment(process.env);
  const source = historyPaths(state, config.versions, versionsPassword);
  if (source.isThere === false) throw new HistoryMissingError(state.root, false);
  const isServer = /^(mysql|dolt):/u.test(to);
  const target = isServer ? historyPaths(state, to, versionsPassword).repository : resolve(directory, to);
  const { copyHistory, RepositoryOpener, versionsPythonPath } = await import("@stemma/versions");
  await using python = await openPython({ venv: config.venv, isTrusted, pythonPath: [versionsPythonPath()] });
  const opener = new RepositoryOpener({ python, logger }, await gitAuthor(state.root));
  const call = { signal, timeoutMs };
  await using one = await opener.open(source.repository, call);
  await using other = await openOrCreate();
  return await copyHistory(one, other, call);

  /** What an interrupted copy has made is gone on from. */
  async function openOrCreate(): Promise<Repository> {
    try {
      return await opener.create(target, call);
    } catch (error) {
      if (!hasErrorCode(error, "REPOSITORY_EXISTS")) throw error;
      return opener.open(target, call);
    }
  }
}
