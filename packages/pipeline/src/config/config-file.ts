import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFileBounded } from "@stemma/core";
import { ConfigError } from "../errors/config-error.js";

const fileNames = ["stemma.config.json", "stemma.config.js", "stemma.config.mjs"] as const;
const MAX_BYTES = 1_048_576;

/** A tree's own configuration file, as it lies there. */
export interface ConfigFile {
  readonly path: string;
  /** Of its bytes. */
  readonly sha256: string;
  readonly content: string;
  /** A program, which can do whatever its reader can. */
  readonly isProgram: boolean;
  /** What it says: the program is run. @throws {@link ConfigError} `CONFIG_INVALID` */
  read(): Promise<unknown>;
}

/**
 * The configuration file at the root of a tree, `null` without one. Nothing of it is run or understood yet.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for one that can't be read: also for a link, a pipe and the like
 */
export function findConfigFile(root: string): ConfigFile | null {
  const path = fileNames.map((name) => join(root, name)).find(isThere);
  if (path === undefined) return null;
  const bytes = attempt(path, () => readFileBounded(path, { maxBytes: MAX_BYTES }));
  const isProgram = !path.endsWith(".json");
  return {
    path,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    content: bytes.toString("utf8"),
    isProgram,
    read: () => (isProgram ? importDefault(path) : parse(path, bytes)),
  };
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function importDefault(path: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function parse(path: string, bytes: Buffer): Promise<unknown> {
  return Promise.resolve(attempt(path, () => JSON.parse(bytes.toString("utf8")) as unknown));
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): ConfigError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(`${path} cannot be read: ${message}`, { cause });
}
