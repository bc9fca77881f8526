import { existsSync } from "node:fs";
import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { StateUnusableError } from "../errors/state-unusable-error.js";

/** Raised when what the folder holds changes in a way that older versions cannot read. */
export const stateFormat = 1;

/** Name of the state directory at the root of a documented tree. */
export const stateDirectoryName = ".stemma";

/** Places inside a state directory. Everything in it but the history can be made again from the source tree. */
export interface StateDirectory {
  readonly directory: string;
  /** The documented tree. */
  readonly root: string;
  /** SQLite file of the code graph and its documentation. */
  readonly graphFile: string;
  /** Chroma's data directory. */
  readonly chromaDirectory: string;
  /** What parsing found in each file, by content. */
  readonly factsFile: string;
  /** Vectors by content, so that no text is embedded twice. */
  readonly embeddingCacheFile: string;
  /** What belongs to the history of the index; the only part that can't be made again. */
  readonly historyDirectory: string;
}

interface FormatFile {
  readonly format: number;
  readonly root: string;
}

function placesIn(directory: string, root: string): StateDirectory {
  return {
    directory,
    root,
    graphFile: join(directory, "graph.sqlite"),
    chromaDirectory: join(directory, "chroma"),
    factsFile: join(directory, "facts.log"),
    embeddingCacheFile: join(directory, "embeddings.sqlite"),
    historyDirectory: join(directory, "history"),
  };
}

const formatFileIn = (directory: string): string => join(directory, "format.json");

/**
 * Opens the state directory of a tree, making it when there is none; private to the user and ignored by git.
 *
 * @throws StateUnusableError when it cannot be written, is damaged, or was written by a newer version.
 */
export async function prepareStateDirectory(root: string, stateDir?: string): Promise<StateDirectory> {
  const directory = resolve(root, stateDir ?? stateDirectoryName);
  if (existsSync(formatFileIn(directory))) await readFormat(directory);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
    await writeFile(join(directory, ".gitignore"), "*\n");
    const format: FormatFile = { format: stateFormat, root: resolve(root) };
    const fresh = `${formatFileIn(directory)}.new`;
    await writeFile(fresh, `${JSON.stringify(format)}\n`);
    await rename(fresh, formatFileIn(directory));
  } catch (cause) {
    throw StateUnusableError.notWritable(directory, cause);
  }
  return placesIn(directory, resolve(root));
}

/** The state of the nearest documented tree at or above `from`; `null` when there is none. */
export async function findStateDirectory(from: string, stateDir?: string): Promise<StateDirectory | null> {
  if (stateDir !== undefined) {
    const directory = resolve(from, stateDir);
    if (!existsSync(formatFileIn(directory))) return null;
    return placesIn(directory, (await readFormat(directory)).root);
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const directory = join(folder, stateDirectoryName);
    if (existsSync(formatFileIn(directory))) {
      await readFormat(directory);
      // The folder may have been moved with its tree since it was written: where it stands counts.
      return placesIn(directory, folder);
    }
    if (folder === dirname(folder)) return null;
  }
}

async function readFormat(directory: string): Promise<FormatFile> {
  let content: Partial<FormatFile>;
  try {
    content = JSON.parse(await readFile(formatFileIn(directory), "utf8")) as Partial<FormatFile>;
  } catch (cause) {
    throw StateUnusableError.damaged(directory, "format.json cannot be read", cause);
  }
  if (typeof content.format !== "number" || typeof content.root !== "string") {
    throw StateUnusableError.damaged(directory, "format.json does not name its format");
  }
  if (content.format > stateFormat) throw StateUnusableError.tooNew(directory, content.format, stateFormat);
  return { format: content.format, root: content.root };
}
