import { existsSync } from "node:fs";
import { join } from "node:path";
import { IndexDamagedError, inspectDirectory } from "@stemma/chroma";
import { hasErrorCode, silentLogger } from "@stemma/core";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { openPython } from "../project/open-python.js";
import { findStateDirectory } from "../state/state-directory.js";

/**
 * Looks at the tree's Chroma data: at each vector index on disk, and whether each record has a vector. Changes nothing.
 *
 * @throws {@link IndexDamagedError} `INDEX_DAMAGED` for vectors that are damaged or missing
 * @throws {@link DataDirectoryUnusableError} `DATA_DIRECTORY_UNUSABLE` for the database
 */
export async function describeIndex(directory: string, flags: ProjectFlags): Promise<string> {
  const { config, isTrusted } = await loadConfig(directory, flags);
  if (config.chroma !== undefined) return `on ${config.chroma}, which was not asked`;
  const state = await findStateDirectory(directory, config.stateDir, { isTrusted });
  if (state === null || !existsSync(join(state.chromaDirectory, "chroma.sqlite3"))) return "none yet";
  await using python = await openPython({ venv: config.venv, isTrusted });
  try {
    const damaged = await inspectDirectory(state.chromaDirectory, { python, logger: silentLogger });
    if (damaged.length === 0) return `sound, in ${state.chromaDirectory}`;
    const problems = damaged.map(({ name, problem, setAside }) =>
      [`${name}: ${problem}`, ...setAside.map((folder) => `set aside in ${folder}`)].join(", "),
    );
    throw new IndexDamagedError(problems.join("; "), { operationName: "InspectDirectory" });
  } catch (error) {
    if (!hasErrorCode(error, "DATA_DIRECTORY_LOCKED")) throw error;
    return `${(error as Error).message}; not looked at`;
  }
}
