import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type CallOptions, Deadline, hasErrorCode, StemmaError } from "@stemma/core";
import { RemoteEmptyError } from "../../errors/remote-empty-error.js";
import { RepositoryExistsError } from "../../errors/repository-exists-error.js";
import { RepositoryMissingError } from "../../errors/repository-missing-error.js";
import { defaultHistoryLimits } from "../../limits/history-limits.js";
import { requireSmallRemote, requireWithinLimits } from "../../limits/require-within-limits.js";
import type { Author } from "../../model/history.js";
import type { FetchOptions } from "../repository.js";
import { clonedHeads } from "../sql/cloned-heads.js";
import { ensureDefaultBranch } from "../sql/ensure-default-branch.js";
import type { ColumnTypes } from "../sql/queries.js";
import { resolveStart } from "../sql/resolve-ref.js";
import { createSchema, requireSchema } from "../sql/schema.js";
import { SqlFailure } from "../sql/sql-failure.js";
import { DEFAULT_BRANCH, SqlRepository } from "../sql/sql-repository.js";
import { translateFailure } from "../sql/translate-failure.js";
import { parseDoltUrl } from "./dolt-address.js";
import { DoltEngine } from "./dolt-engine.js";
import { findDolt } from "./find-dolt.js";
import { leasePrivateServer } from "./private-server.js";

const OPEN_TIMEOUT_MS = 60_000;

/** The database of a private server's directory. */
const PRIVATE_DATABASE = "stemma";

const columnTypes: ColumnTypes = {
  key: "VARCHAR(700) COLLATE utf8mb4_0900_bin",
  text: "LONGTEXT COLLATE utf8mb4_0900_bin",
  // Kept in the row. A long text is kept beside it, and a push asks the remote for every one of them: of 100 documents among
  // 10,000 it then took three times as long.
  hash: "VARCHAR(64) COLLATE utf8mb4_0900_bin",
  bytes: "LONGBLOB",
  withoutRowId: "",
};

/**
 * A history in Dolt: a database of a sql-server that is named by `mysql://user:password@host:port/database`, or a directory,
 * for which a private server is started (or joined) on loopback. Remotes: `file://`, `http(s)://`, DoltHub.
 *
 * Besides the repository's own errors all methods reject with DOLT_UNAVAILABLE when the server does not answer.
 */
export class DoltRepository extends SqlRepository {
  /** Rejects with REPOSITORY_MISSING, FOREIGN_REPOSITORY, DOLT_UNAVAILABLE, DOLT_MISSING. */
  static open(location: string, options?: CallOptions): Promise<DoltRepository> {
    return prepare("OpenRepository", location, options, undefined, async (engine, deadline) => {
      await requireSchema(engine, deadline, DEFAULT_BRANCH);
    });
  }

  /** Makes the database with the tables and a first commit. Rejects with REPOSITORY_EXISTS. */
  static create(location: string, author: Author, options?: CallOptions): Promise<DoltRepository> {
    return prepare("CreateRepository", location, options, undefined, async (engine, deadline, made) => {
      await engine.createDatabase(deadline);
      made();
      await createSchema(engine, deadline, DEFAULT_BRANCH, columnTypes, author);
    });
  }

  /** Finds the program for a directory; asks a server whether it answers. Rejects with DOLT_MISSING, DOLT_UNAVAILABLE. */
  static async requireServer(location: string, options?: CallOptions): Promise<void> {
    if (!location.startsWith("mysql:")) {
      await findDolt();
      return;
    }
    const deadline = new Deadline("AskServer", options, OPEN_TIMEOUT_MS);
    const engine = await connect(location, "AskServer", deadline);
    try {
      await engine.serverSession(deadline).query("SELECT 1");
    } finally {
      await engine.close();
    }
  }

  /**
   * Copies a remote; it becomes the remote `origin`. A database of a server that holds nothing but Dolt's own first commit is
   * gone on from, with the tables and a commit of theirs. Rejects with REMOTE_EMPTY, REMOTE_UNAVAILABLE, FOREIGN_REPOSITORY,
   * HISTORY_TOO_LARGE.
   */
  static clone(
    url: string,
    location: string,
    author: Author,
    options: FetchOptions = {},
  ): Promise<DoltRepository> {
    return prepare("CloneRepository", location, options, url, async (engine, deadline, made) => {
      if (await engine.isEmptyRemote(url)) throw new RemoteEmptyError(url);
      const { limits = defaultHistoryLimits } = options;
      await requireSmallRemote(url, limits);
      const takeBack = await engine.traceRemote(url);
      try {
        await engine.cloneDatabase(deadline, url);
      } catch (error) {
        await takeBack();
        throw error;
      }
      made();
      await ensureDefaultBranch(engine, deadline, DEFAULT_BRANCH);
      if (await isUntouched(engine, deadline)) {
        await createSchema(engine, deadline, DEFAULT_BRANCH, columnTypes, author);
      } else {
        await requireSchema(engine, deadline, DEFAULT_BRANCH);
        await requireWithinLimits(
          engine,
          deadline,
          { url, heads: await clonedHeads(engine, deadline) },
          limits,
        );
      }
    });
  }
}

async function isUntouched(engine: DoltEngine, deadline: Deadline): Promise<boolean> {
  try {
    await resolveStart(engine.session(deadline), DEFAULT_BRANCH);
    return false;
  } catch (error) {
    if (hasErrorCode(error, "UNKNOWN_REF")) return true;
    throw error;
  }
}

/** `made` is called when there is a database that was not there before. */
type Preparation = (engine: DoltEngine, deadline: Deadline, made: () => void) => Promise<void>;

async function prepare(
  operationName: string,
  location: string,
  options: CallOptions | undefined,
  url: string | undefined,
  work: Preparation,
): Promise<DoltRepository> {
  const deadline = new Deadline(operationName, options, OPEN_TIMEOUT_MS);
  const engine = await connect(location, operationName, deadline);
  let isMade = false;
  const remove = (): Promise<void> => engine.discard(isMade);
  try {
    await work(engine, deadline, () => {
      isMade = true;
    });
    return new DoltRepository(engine, remove);
  } catch (error) {
    await remove();
    if (!(error instanceof SqlFailure)) throw error;
    if (/database exists|already exists|cannot create database/i.test(error.message)) {
      throw new RepositoryExistsError(engine.location, { cause: error });
    }
    const about = { operationName, location: engine.location, url };
    throw translateFailure(error, about);
  }
}

async function connect(location: string, operationName: string, deadline: Deadline): Promise<DoltEngine> {
  if (location.startsWith("mysql:")) return new DoltEngine(parseDoltUrl(location));
  const directory = resolve(location);
  if (operationName === "OpenRepository") await requireDirectory(directory);
  const lease = await leasePrivateServer(directory, findDolt, deadline);
  return new DoltEngine({ ...lease, database: PRIVATE_DATABASE, tls: false }, lease, directory);
}

async function requireDirectory(directory: string): Promise<void> {
  try {
    await access(join(directory, "data"));
  } catch (cause) {
    throw StemmaError.isInstance(cause) ? cause : new RepositoryMissingError(directory, { cause });
  }
}
