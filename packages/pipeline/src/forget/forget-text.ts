import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InvalidArgumentError, silentLogger } from "@stemma/core";
import type { ForgottenInHistory, Position, Redaction, WorkingCopyOptions } from "@stemma/versions";
import type { StemmaConfig } from "../config/config-schema.js";
import { secretsFromEnvironment } from "../config/environment.js";
import { loadConfig } from "../config/load-config.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { gitAuthor } from "../history/git-author.js";
import { historyPaths } from "../history/history-paths.js";
import { openPython } from "../project/open-python.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import { requireDirectory } from "../project/require-directory.js";
import { peekPosition } from "../standing/find-standing.js";
import { findStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { forgetInDatabase } from "./forget-in-database.js";
import {
  beginForgetting,
  endForgetting,
  readForgetMark,
  requireNothingHalfForgotten,
} from "./forget-mark.js";
import type { ForgetReport, ForgottenPlace } from "./forget-report.js";
import { holdsText } from "./holds-text.js";
import { sourcesThatSay } from "./sources-that-say.js";

/** What a shorter text stands in is too much, and mostly by chance. */
const SHORTEST_TEXT = 4;

/** How {@link forgetText} goes about it. */
export interface ForgetTextOptions extends OpenProjectOptions {
  /** Only say what would be done. Default `false`. */
  readonly isDryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes a text out of everything that was made of the nearest documented tree at or above `directory`: graph and journal, caches,
 * index and history. Texts are kept with `[forgotten]` in its place; caches that can be made again are removed. Each place is left
 * either as it was or without it, so that after a crash the same call does the rest.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a text too short
 * @throws {@link StateInUseError} `STATE_IN_USE`
 * @throws the errors of the history
 */
export async function forgetText(
  directory: string,
  text: string,
  options: ForgetTextOptions = {},
): Promise<ForgetReport> {
  const { isDryRun = false, flags } = options;
  const { FORGOTTEN, Redaction } = await import("@stemma/versions");
  if (text.trim().length < SHORTEST_TEXT || FORGOTTEN.includes(text))
    throw new InvalidArgumentError(`a text of at least ${SHORTEST_TEXT} characters can be forgotten`);
  const from = await requireDirectory(directory);
  const first = await loadConfig(from, flags);
  const { isTrusted } = first;
  const state = await findStateDirectory(from, first.config.stateDir, { isTrusted });
  if (state === null) throw new NotDocumentedError(from);
  const { config } = await loadConfig(state.root, flags);
  const mark = readForgetMark(state);
  // Another text's has to be finished first: it knows by nothing but its own mark what is still to be done.
  if (mark !== undefined && !mark.isOf(text)) requireNothingHalfForgotten(state);
  const wasInterrupted = mark !== undefined;
  const sources = await sourcesThatSay(state, config, text);
  const { stateFile } = historyPaths(state, config.versions, undefined);
  const position = mark?.position ?? (await peekPosition(stateFile)) ?? null;
  const about = { ...options, isTrusted, wasInterrupted, position };
  if (!isDryRun && !wasInterrupted) {
    // A history that refuses does so before anything is changed.
    await forgetInTreesHistory(state, config, text, { ...about, isDryRun: true });
    await beginForgetting(state, text, position);
  }
  const request = { text, redaction: new Redaction(text), isDryRun, wasInterrupted };
  const { places, left } = await forgetInFiles(state, config, request);
  const history = await forgetInTreesHistory(state, config, text, about);
  if (!isDryRun) await endForgetting(state);
  if (history !== null) {
    for (const name of history.kept)
      left.push({ where: `the history: ${name}`, advice: "It is a name: rename or delete what bears it." });
    for (const remote of history.remotes)
      left.push({
        where: `the remote ${remote}`,
        advice: "Overwrite its branches (push --force) and delete its tags; every other copy still has it.",
      });
  }
  return { root: state.root, isDryRun, wasInterrupted, places, history, left, sources };
}

interface ForgetRequest {
  readonly text: string;
  readonly redaction: Redaction;
  readonly isDryRun: boolean;
  readonly wasInterrupted: boolean;
}

async function forgetInFiles(
  state: StateDirectory,
  config: StemmaConfig,
  { text, redaction, isDryRun, wasInterrupted }: ForgetRequest,
): Promise<{ places: ForgottenPlace[]; left: { where: string; advice: string }[] }> {
  const places: ForgottenPlace[] = [];
  const left: { where: string; advice: string }[] = [];
  const chroma = join(state.chromaDirectory, "chroma.sqlite3");
  const cache = config.llm.cache === undefined ? undefined : resolve(state.root, config.llm.cache);
  const databases = [config.graph ? undefined : state.graphFile, config.chroma ? undefined : chroma, cache];
  for (const path of databases) {
    if (path === undefined || !existsSync(path)) continue;
    const { values, kept } = forgetInDatabase(path, redaction, isDryRun);
    if (values > 0) places.push({ path, outcome: "rewritten", values });
    if (kept > 0)
      left.push({
        where: `${path}: ${kept} names and ids`,
        advice: "Rename what bears them, and document again.",
      });
  }
  const remove = async (path: string): Promise<void> => {
    // What lies beside a database goes first: without the file itself nobody would look for it.
    if (!isDryRun) for (const suffix of ["-wal", "-shm", ""]) await rm(path + suffix, { force: true });
    places.push({ path, outcome: "removed" });
  };
  const texts = [text, JSON.stringify(text).slice(1, -1)];
  const { factsFile, embeddingCacheFile, firstStageFile } = state;
  if (existsSync(factsFile) && (await holdsText(factsFile, texts))) await remove(factsFile);
  // They hold vectors, and stems of words, of which nobody can tell what they were made from.
  const made = [embeddingCacheFile, firstStageFile].filter((path) => existsSync(path));
  if (places.length > 0 || wasInterrupted) for (const path of made) await remove(path);
  if (config.graph !== undefined)
    left.push({ where: `the graph at ${config.graph}`, advice: "Empty its database and document again." });
  if (config.chroma !== undefined)
    left.push({
      where: `the Chroma server at ${config.chroma}`,
      advice: "Delete the collection, compact the server's data, and document again.",
    });
  for (const entry of await readdir(state.directory, { withFileTypes: true })) {
    const path = join(state.directory, entry.name);
    if (!entry.isFile() || /sqlite|facts\.log/.test(entry.name) || !(await holdsText(path, texts))) continue;
    left.push({ where: path, advice: "Delete it." });
  }
  return { places, left };
}

async function forgetInTreesHistory(
  state: StateDirectory,
  config: StemmaConfig,
  text: string,
  options: ForgetTextOptions & {
    readonly isTrusted: boolean;
    readonly wasInterrupted: boolean;
    readonly position: Position | null;
  },
): Promise<Omit<ForgottenInHistory, "hashes"> | null> {
  const { chromaToken: token, versionsPassword } = secretsFromEnvironment(process.env);
  const { isDryRun = false, logger = silentLogger, signal, isTrusted, wasInterrupted, position } = options;
  const place = historyPaths(state, config.versions, versionsPassword);
  if (!(place.isThere ?? existsSync(place.stateFile))) return null;
  const { forgetInWorkingCopy, versionsPythonPath } = await import("@stemma/versions");
  await using python = await openPython({
    venv: config.venv,
    isTrusted,
    pythonPath: [versionsPythonPath()],
  });
  const workingCopy: WorkingCopyOptions = {
    chroma: config.chroma ?? state.chromaDirectory,
    chromaAccess: config.chroma === undefined ? undefined : { token, collections: [config.collection] },
    state: place.stateFile,
    repository: place.repository,
    python,
    author: await gitAuthor(state.root),
    logger,
    signal,
  };
  const { hashes, ...history } = await forgetInWorkingCopy(workingCopy, text, {
    isDryRun,
    interruptedAt: wasInterrupted ? position : undefined,
  });
  if (!isDryRun && (hashes.size > 0 || wasInterrupted)) await rm(place.documentedCommitFile, { force: true });
  return history;
}
