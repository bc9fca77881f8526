import { isDeepStrictEqual } from "node:util";
import { type LoadedConfig, loadConfig, type ProjectFlags } from "../config/load-config.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { findStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { requireDirectory } from "./require-directory.js";

/** A tree that is documented, with its configuration. */
export interface FoundTree {
  readonly state: StateDirectory;
  readonly loaded: LoadedConfig;
}

/**
 * The nearest documented tree at or above a directory.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 * @throws {@link StateUnusableError}
 */
export async function findTree(directory: string, flags: ProjectFlags | undefined): Promise<FoundTree> {
  const from = await requireDirectory(directory);
  const first = await loadConfig(from, flags);
  const { isTrusted } = first;
  const state = await findStateDirectory(from, first.config.stateDir, { isTrusted });
  if (state === null) throw new NotDocumentedError(from);
  return { state, loaded: await loadConfig(state.root, flags) };
}

/** What is open of a tree. */
interface OpenTree {
  readonly state: StateDirectory;
  readonly config: LoadedConfig["config"];
  readonly isTrusted: boolean;
}

/** Whether what was found is what is open: the same state, read by the same configuration. */
export function isSameTree({ state, loaded }: FoundTree, open: OpenTree): boolean {
  const { config, isTrusted } = loaded;
  return isDeepStrictEqual([state, config, isTrusted], [open.state, open.config, open.isTrusted]);
}
