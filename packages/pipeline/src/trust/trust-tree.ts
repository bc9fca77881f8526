import { dirname, resolve } from "node:path";
import { InvalidArgumentError } from "@stemma/core";
import { type ConfigFile, findConfigFile } from "../config/config-file.js";
import { requireDirectory } from "../project/require-directory.js";
import { readFormatFile } from "../state/format-file.js";
import { prepareStateDirectory } from "../state/state-directory.js";
import { stateDirectoryName } from "../state/state-names.js";
import { distrustFile, trustFile } from "./trusted-files.js";

/** What a user trusts from now on. */
export interface TrustedTree {
  readonly root: string;
  /** The configuration file, `null` without one. */
  readonly file: string | null;
  /** What it held when it was trusted; another content is another question. */
  readonly sha256: string | null;
  /** The text of the file, which is what was trusted. */
  readonly content: string | null;
  /** The state directory in the tree, which was taken for the user's own; `null` without one. */
  readonly state: string | null;
}

/**
 * Trusts the nearest tree at or above a directory that has a configuration file or a state directory: its configuration as it is
 * now, until it changes, and the state directory that lies in it.
 *
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 * @throws {@link StateUnusableError}
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where there is nothing to trust
 */
export async function trustTree(directory: string): Promise<TrustedTree> {
  const { root, file, hasState } = findTree(await requireDirectory(directory));
  if (file !== null) await trustFile(file);
  const state = hasState ? await prepareStateDirectory(root, undefined, { isTrusted: true }) : null;
  return {
    root,
    file: file?.path ?? null,
    sha256: file?.sha256 ?? null,
    content: file?.content ?? null,
    state: state?.directory ?? null,
  };
}

/** Takes back the trust in the configuration of the nearest tree. @throws as {@link trustTree} */
export async function distrustTree(
  directory: string,
): Promise<{ readonly root: string; readonly file: string | null }> {
  const { root, file } = findTree(await requireDirectory(directory));
  if (file !== null) await distrustFile(file.path);
  return { root, file: file?.path ?? null };
}

interface FoundTree {
  readonly root: string;
  readonly file: ConfigFile | null;
  readonly hasState: boolean;
}

function findTree(from: string): FoundTree {
  for (let root = from; ; root = dirname(root)) {
    const file = findConfigFile(root);
    const hasState = readFormatFile(resolve(root, stateDirectoryName)) !== undefined;
    if (file !== null || hasState) return { root, file, hasState };
    if (root === dirname(root)) break;
  }
  throw new InvalidArgumentError(`There is nothing to trust at or above ${from}`, {
    advice: "A tree without a stemma.config file and without a state directory needs no trust.",
  });
}
