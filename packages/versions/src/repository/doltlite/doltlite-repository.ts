import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type CallOptions, Deadline, randomHexId } from "@stemma/core";
import { RemoteEmptyError } from "../../errors/remote-empty-error.js";
import { RepositoryExistsError } from "../../errors/repository-exists-error.js";
import { RepositoryFullError } from "../../errors/repository-full-error.js";
import { RepositoryMissingError } from "../../errors/repository-missing-error.js";
import { defaultHistoryLimits } from "../../limits/history-limits.js";
import { requireSmallRemote, requireWithinLimits } from "../../limits/require-within-limits.js";
import type { Author } from "../../model/history.js";
import type { PythonLink } from "../../python/call-python.js";
import { hasRoom } from "../has-room.js";
import { makeDirectory } from "../made-directory.js";
import type { FetchOptions } from "../repository.js";
import { clonedHeads } from "../sql/cloned-heads.js";
import { ensureDefaultBranch } from "../sql/ensure-default-branch.js";
import type { ColumnTypes } from "../sql/queries.js";
import { createSchema, requireSchema } from "../sql/schema.js";
import { SqlFailure } from "../sql/sql-failure.js";
import { DEFAULT_BRANCH, SqlRepository } from "../sql/sql-repository.js";
import { translateFailure } from "../sql/translate-failure.js";
import { DoltliteEngine } from "./doltlite-engine.js";

const OPEN_TIMEOUT_MS = 60_000;

const columnTypes: ColumnTypes = {
  key: "TEXT",
  text: "TEXT",
  hash: "TEXT",
  bytes: "BLOB",
  withoutRowId: " WITHOUT ROWID",
};

/**
 * A history in one file, by doltlite in this process's Python: nothing to install, no server. Several processes may have
 * it open; one writes at a time.
 */
export class DoltliteRepository extends SqlRepository {
  /** Rejects with REPOSITORY_MISSING, REPOSITORY_CORRUPT, FOREIGN_REPOSITORY. */
  static open(path: string, link: PythonLink, options?: CallOptions): Promise<DoltliteRepository> {
    return withFile("OpenRepository", path, options, async (file, deadline) => {
      if (!(await exists(file))) throw new RepositoryMissingError(file);
      const engine = await DoltliteEngine.open(file, link, false, deadline);
      return finish(engine, () => requireSchema(engine, deadline, DEFAULT_BRANCH));
    });
  }

  /** Makes the file with the tables and a first commit. Rejects with REPOSITORY_EXISTS. */
  static create(
    path: string,
    link: PythonLink,
    author: Author,
    options?: CallOptions,
  ): Promise<DoltliteRepository> {
    return withFile("CreateRepository", path, options, (file, deadline) =>
      make(file, link, deadline, (engine) =>
        createSchema(engine, deadline, DEFAULT_BRANCH, columnTypes, author),
      ),
    );
  }

  /** Loads doltlite and opens a database in memory. Rejects with REPOSITORY_FAILED. */
  static requireLibrary(link: PythonLink, options?: CallOptions): Promise<void> {
    return withFile("LoadDoltlite", ":memory:", options, async (_file, deadline) => {
      await (await DoltliteEngine.open(":memory:", link, true, deadline)).close();
    });
  }

  /** Copies a remote; it becomes the remote `origin`. Rejects with REMOTE_EMPTY, REMOTE_UNAVAILABLE, FOREIGN_REPOSITORY, HISTORY_TOO_LARGE. */
  static clone(
    url: string,
    path: string,
    link: PythonLink,
    options: FetchOptions = {},
  ): Promise<DoltliteRepository> {
    return withFile(
      "CloneRepository",
      path,
      options,
      (file, deadline) =>
        make(file, link, deadline, async (engine) => {
          if (await engine.isEmptyRemote(url)) throw new RemoteEmptyError(url);
          const source = await engine.remoteUrl(url);
          const { limits = defaultHistoryLimits } = options;
          await requireSmallRemote(url, limits);
          await cloneFrom(engine, deadline, source, file);
          await requireWithinLimits(
            engine,
            deadline,
            { url, heads: await clonedHeads(engine, deadline) },
            limits,
          );
          await ensureDefaultBranch(engine, deadline, DEFAULT_BRANCH);
          await requireSchema(engine, deadline, DEFAULT_BRANCH);
        }),
      url,
    );
  }
}

/** doltlite says no more than "clone failed" when there is no room for it. */
async function cloneFrom(
  engine: DoltliteEngine,
  deadline: Deadline,
  source: string,
  file: string,
): Promise<void> {
  try {
    await engine.session(deadline).query(engine.call("dolt_clone", 1), [[source]]);
  } catch (error) {
    if (!(await hasRoom(dirname(file)))) throw new RepositoryFullError(file, { cause: error });
    throw error;
  }
}

/** A file that was not there: made under another name, so that it is there either whole or not at all. */
async function make(
  file: string,
  link: PythonLink,
  deadline: Deadline,
  prepare: (engine: DoltliteEngine) => Promise<void>,
): Promise<DoltliteRepository> {
  if (await exists(file)) throw new RepositoryExistsError(file);
  const removeDirectories = await makeDirectory(dirname(file));
  const unfinished = `${file}.${randomHexId(4)}.new`;
  const remove = async (path: string): Promise<void> => {
    for (const each of [path, ...filesBeside(path)]) await rm(each, { force: true });
    await removeDirectories();
  };
  let engine: DoltliteEngine;
  try {
    engine = await DoltliteEngine.open(unfinished, link, true, deadline);
    await (await finish(engine, () => prepare(engine))).close();
    await rename(unfinished, file);
    for (const each of filesBeside(unfinished)) await rm(each, { force: true });
    engine = await DoltliteEngine.open(file, link, false, deadline);
  } catch (error) {
    await remove(unfinished);
    throw error;
  }
  return new DoltliteRepository(engine, async () => {
    await engine.close();
    await remove(file);
  });
}

/** What doltlite may keep beside a database's file. */
function filesBeside(file: string): string[] {
  const lock = join(dirname(file), `.${basename(file)}-lock`);
  return [lock, `${file}-journal`, `${file}-wal`, `${file}-shm`];
}

async function finish(engine: DoltliteEngine, prepare: () => Promise<void>): Promise<DoltliteRepository> {
  try {
    await prepare();
    return new DoltliteRepository(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function withFile<T>(
  operationName: string,
  path: string,
  options: CallOptions | undefined,
  work: (file: string, deadline: Deadline) => Promise<T>,
  url?: string,
): Promise<T> {
  const file = resolve(path);
  try {
    return await work(file, new Deadline(operationName, options, OPEN_TIMEOUT_MS));
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    throw translateFailure(error, { operationName, location: file, url });
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
