import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { hasErrorCode, InvalidArgumentError } from "@stemma/core";
import { requireSafeToken } from "../config/cleartext.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { secretsFromEnvironment } from "../config/environment.js";
import { type LoadedConfig, loadConfig } from "../config/load-config.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import { requireDirectory } from "../project/require-directory.js";
import { StemmaProject } from "../project/stemma-project.js";

/** Where collections are, and what goes with them. */
export interface ChromaLocation {
  /** A data directory, a server's URL, or `memory:` for a place that ends with the process. */
  readonly location: string;
  readonly token: string | undefined;
  readonly venv: string | undefined;
  /** The tree is trusted, and with it the Python environment of the working directory. */
  readonly isTrusted: boolean;
  readonly config: StemmaConfig;
  /** Vectors by content, of a documented tree. */
  readonly embeddingCacheFile: string | undefined;
  /** The documented tree that it belongs to; `undefined` for a place that was named. */
  readonly tree: Pick<StemmaProject, "state" | "config"> | undefined;
}

/** How a place is found. */
export interface FindChromaLocationOptions extends OpenProjectOptions {
  /** A Chroma data directory or a server's URL, in place of the documented tree's. */
  readonly data?: string | undefined;
  /** `true` where a data directory may be made. Default `false`. */
  readonly mayBeNew?: boolean | undefined;
}

/** Whether it is a server's URL. */
export const isServer = (location: string): boolean => /^https?:\/\//u.test(location);
/** Whether it ends with the process. */
export const isMemory = (location: string): boolean => location.startsWith("memory:");

/**
 * The place that was named; else the configured server; else the data directory of the nearest documented tree.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where there is no Chroma data
 */
export async function findChromaLocation(
  directory: string,
  options: FindChromaLocationOptions,
): Promise<ChromaLocation> {
  const place =
    options.data === undefined
      ? await ofTree(directory, options)
      : await named(options.data, directory, options);
  if (!options.mayBeNew) requireData(place.location);
  return place;
}

/** Opening would make a directory that is not there. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` */
export function requireData(location: string): void {
  if (isServer(location) || isMemory(location) || existsSync(join(location, "chroma.sqlite3"))) return;
  throw new InvalidArgumentError(`There is no Chroma data in ${location}`, {
    advice: "Name another directory with --data, or make a collection with `stemma collection create`.",
  });
}

async function named(
  data: string,
  directory: string,
  { flags }: FindChromaLocationOptions,
): Promise<ChromaLocation> {
  const loaded = await loadConfig(await requireDirectory(directory), flags);
  return placeOf(isServer(data) || isMemory(data) ? data : resolve(data), loaded);
}

async function ofTree(directory: string, options: FindChromaLocationOptions): Promise<ChromaLocation> {
  try {
    await using project = await StemmaProject.openNearest(directory, options);
    const { config, state } = project;
    return placeOf(config.chroma ?? state.chromaDirectory, project, { state, config });
  } catch (error) {
    if (!hasErrorCode(error, "NOT_DOCUMENTED")) throw error;
    // A server needs no tree.
    const loaded = await loadConfig(await requireDirectory(directory), options.flags);
    if (loaded.config.chroma === undefined) throw error;
    return placeOf(loaded.config.chroma, loaded);
  }
}

function placeOf(
  location: string,
  { config, isTrusted }: Pick<LoadedConfig, "config" | "isTrusted">,
  tree?: ChromaLocation["tree"],
): ChromaLocation {
  const { venv } = config;
  const embeddingCacheFile = tree?.state.embeddingCacheFile;
  return { location, config, venv, isTrusted, embeddingCacheFile, tree, token: tokenFor(location, config) };
}

/**
 * The token of the environment belongs to the configured server; where none is configured, to the one that was named.
 *
 * @throws {@link CleartextError} `CREDENTIAL_IN_CLEAR` where it would be read on its way
 */
export function tokenFor(location: string, { chroma, cleartext }: StemmaConfig): string | undefined {
  const { chromaToken } = secretsFromEnvironment(process.env);
  if (!isServer(location) || !isSameOrigin(location, chroma ?? location)) return undefined;
  requireSafeToken(location, chromaToken, cleartext);
  return chromaToken;
}

/** The token for a server that is copied from: not that of the server that is copied to, unless it is the same one. */
export function tokenForSource(source: string, { location, config }: ChromaLocation): string | undefined {
  if (isServer(location) && !isSameOrigin(source, location)) return undefined;
  return tokenFor(source, config);
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
