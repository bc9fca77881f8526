import { hasErrorCode, type Logger } from "@stemma/core";
import { secretsFromEnvironment } from "../config/environment.js";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { historyPaths } from "../history/history-paths.js";
import { openPython } from "../project/open-python.js";
import { findStateDirectory } from "../state/state-directory.js";
import { stateDirectoryName } from "../state/state-names.js";

/** Opens the history, or what one would be kept by; one that has not begun yet is fine. */
export async function checkVersions(directory: string, flags: ProjectFlags, logger: Logger): Promise<string> {
  const { config, isTrusted } = await loadConfig(directory, flags);
  const { RepositoryOpener, versionsPythonPath } = await import("@stemma/versions");
  const state = await findStateDirectory(directory, config.stateDir, { isTrusted });
  const { versionsPassword } = secretsFromEnvironment(process.env);
  const historyDirectory = state?.historyDirectory ?? `${stateDirectoryName}/history`;
  const root = state?.root ?? directory;
  const place = historyPaths({ root, historyDirectory }, config.versions, versionsPassword);
  const shown = config.versions ?? "doltlite, in this process";
  await using python = await openPython({ venv: config.venv, isTrusted, pythonPath: [versionsPythonPath()] });
  const opener = new RepositoryOpener({ python, logger }, { name: "stemma", email: "" });
  try {
    await using repository = await opener.open(place.repository);
    const { length } = await repository.listBranches();
    return `${shown}, ${length} ${length === 1 ? "branch" : "branches"}`;
  } catch (error) {
    if (!hasErrorCode(error, "REPOSITORY_MISSING")) throw error;
    await opener.requireEngine(place.repository);
    return `${shown}, no history yet`;
  }
}
